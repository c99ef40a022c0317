import type { Permit } from '@toetsbaar/register'
import { type Lang, selectModel } from '@toetsbaar/rulebook'
import { chooseSubject, type Intake } from '@toetsbaar/server/run'
import { type Answers, BadInput } from './console.ts'
import { phrases } from './phrases.ts'

/** What a story is about that speaks for no other subject. */
const usual = 'internet-trade-fraud'

type Told = {
  readonly permit: Permit
  readonly intake: Intake
  readonly text: string
  readonly date: string
  /** The language that was asked for; found in the story otherwise. */
  readonly asked: Lang | undefined
}

/**
 * What a story is about, as triage reads it. Where its words point to more than one subject a person chooses by number;
 * without `answers` the usual one is taken, and `note` says so.
 */
export async function subjectOf(
  { permit, intake, text, date, asked }: Told,
  answers: (() => Answers) | undefined,
  { say, note }: { readonly say: (text: string) => void; readonly note: (text: string) => void },
): Promise<string> {
  const readAs = asked === undefined ? {} : { readAs: asked }
  const { subject, offered, lang } = chooseSubject(permit, intake, text, { usual, date, ...readAs })
  if (subject !== undefined) return subject
  const phrase = phrases[asked ?? lang]
  if (answers === undefined) {
    note(`the story may be about ${offered.join(', ')}; taken as ${usual}, choose another one with --model\n`)
    return usual
  }
  const texts = selectModel(intake.models, 'triage', date)?.texts[asked ?? lang] ?? {}
  const line = (one: string, at: number) =>
    `  ${at + 1}  ${texts[`outcome.${one}.title`] ?? one}. ${texts[`outcome.${one}.summary`] ?? ''}\n`
  say(`\n${phrase.subject}\n${offered.map(line).join('')}`)
  for (;;) {
    const typed = await answers().ask(`  ${phrase.subjectNumber(offered.length)}: `)
    if (typed === undefined) throw new BadInput(`the story may be about ${offered.join(', ')}; choose one with --model`)
    const chosen = offered[Number(typed.trim()) - 1]
    if (chosen !== undefined) return chosen
    say(`  ${phrase.notUnderstood}\n`)
  }
}
