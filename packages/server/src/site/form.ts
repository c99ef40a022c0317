import type { Answer, Decision } from '@toetsbaar/inquiry'
import { z } from 'zod'

/** Longest texts that the site takes, in UTF-16 code units. */
export const longestStory = 50_000
export const longestText = 10_000

const fields = z.record(z.string().max(200), z.union([z.string(), z.array(z.string())]))

/** What a form sent: each field once, browsers' line ends as typed on every other channel. */
export type Form = { readonly step: string; readonly version: number; readonly typed: Readonly<Record<string, string>> }

/** Reads a form; fields that came twice count once, the last one. A form without step or version is none of ours. */
export function readForm(body: unknown): Form | undefined {
  const parsed = fields.safeParse(body)
  if (!parsed.success) return undefined
  const typed: Record<string, string> = {}
  for (const [name, value] of Object.entries(parsed.data))
    typed[name] = (Array.isArray(value) ? (value.at(-1) ?? '') : value).replace(/\r\n?/g, '\n')
  const { step, version, _csrf, ...rest } = typed
  const drawn = Number(version)
  if (step === undefined || !Number.isInteger(drawn) || drawn < 0) return undefined
  return { step, version: drawn, typed: rest }
}

const answers: readonly string[] = ['yes', 'no', 'dont-know']

/** The answers in a form: `answer.<observation>`; what is no answer is left out. */
export function answersIn(typed: Form['typed']): Readonly<Record<string, Answer>> {
  const found: Record<string, Answer> = {}
  for (const [name, value] of Object.entries(typed))
    if (name.startsWith('answer.') && answers.includes(value)) found[name.slice('answer.'.length)] = value as Answer
  return found
}

/** Answers as decisions on proposals. */
export function decisionsIn(typed: Form['typed']): readonly Decision[] {
  return Object.entries(answersIn(typed)).map(([observation, value]) => ({ observation, value }))
}

/** The values of a slot: a line each where it repeats. */
export function slotValues(text: string, repeat: boolean): readonly string[] {
  const values = repeat ? text.split('\n') : [text]
  return values.map(value => value.trim()).filter(value => value !== '')
}
