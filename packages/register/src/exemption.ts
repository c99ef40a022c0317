import { z } from 'zod'
import type { Dossier } from './dossier.ts'
import type { Approval, Entry, OpenRequest } from './entry.ts'
import { daysAfter, earlier, hasCome, millis } from './moment.ts'
import { commitmentOf } from './opening.ts'
import { type Refused, refuse } from './refused.ts'

const text = z.string().trim().min(1)

/** The only aims for which public registration may wait: letter to Parliament on the exemption, 2022-12-01. */
export const exemptionGrounds = ['prevention', 'investigation', 'prosecution', 'execution-of-sentences'] as const

/** Parts of a dossier that can be withheld on their own; `everything` is the whole entry, its name and existence too. */
const withholdable = [
  'everything',
  'purpose',
  'notFor',
  'data',
  'outputs',
  'affected',
  'human',
  'margins',
  'risks',
  'criteria',
  'scope',
  'lawfulness',
  'businessCase',
  'gaps',
] as const

/** A lease on silence towards the public, for one investigation. */
export const exemptionTerms = z.strictObject({
  ground: z.enum(exemptionGrounds),
  /** Why withholding less would not do. */
  whyNotLess: text,
  withheld: z.array(z.enum(withholdable)).min(1),
  /** The investigation, by its name inside; it is never public. */
  investigation: text,
  /** Hard end: the first moment at which it does not hold any more. */
  until: z.iso.datetime(),
  /** 32 random bytes in hexadecimal; they keep the commitment from being guessed. */
  salt: z.string().regex(/^[0-9a-f]{64}$/, 'is not 32 bytes in hexadecimal'),
})

export type ExemptionTerms = z.infer<typeof exemptionTerms>

export type Exemption = ExemptionTerms & {
  readonly grantedAt: string
  readonly approvals: readonly Approval[]
  /** When it was ended by hand, before its hard end. */
  readonly endedAt: string | undefined
  /** Of the version that it was granted for. */
  readonly version: number
  readonly commitment: string
}

const longestLease = 366
/** After its end the entry becomes public by itself, at the latest after this many days. Own choice. */
export const daysToPublish = 14

/** When an exemption ends: by hand, or at its hard end, whichever comes first. A close that got lost changes nothing. */
export function endOf({ until, endedAt }: Exemption): string {
  return endedAt === undefined ? until : earlier(until, endedAt)
}

/** By when the entry is public: some days after the end. */
export function publishBy(exemption: Exemption): string {
  return daysAfter(endOf(exemption), daysToPublish)
}

/** The exemption that keeps something from the public at a moment, if any; the days after its end count. Only the last one granted counts. */
export function withholding({ exemptions }: Entry, now: string): Exemption | undefined {
  const last = exemptions.findLast(one => hasCome(one.grantedAt, now))
  return last === undefined || hasCome(publishBy(last), now) ? undefined : last
}

/** What the public may know of all exemptions: how many hold, and how old each is in days. */
export function openExemptions(
  entries: readonly Entry[],
  now: string,
): { readonly count: number; readonly ageDays: readonly number[] } {
  const open = entries.map(entry => withholding(entry, now)).filter(one => one !== undefined)
  const ages = open.map(one => Math.floor((millis(now) - millis(one.grantedAt)) / 86_400_000))
  return { count: open.length, ageDays: ages.sort((a, b) => b - a) }
}

/** Why an exemption cannot be asked for or granted as it stands. */
export function exemptionFault(entry: Entry, { exemption, approvals }: OpenRequest, now: string): Refused | undefined {
  if (exemption === undefined) return refuse('request-incomplete', 'exemption')
  if (hasCome(exemption.until, now)) return refuse('request-incomplete', 'an end in the future')
  if (millis(exemption.until) > millis(daysAfter(now, longestLease)))
    return refuse('request-incomplete', 'an end within a year')
  const before = entry.exemptions.at(-1)
  if (before === undefined) return undefined
  const running = !hasCome(endOf(before), now)
  if (running && before.investigation === exemption.investigation) return undefined
  if (entry.exemptions.some(({ investigation }) => investigation === exemption.investigation))
    return refuse('request-incomplete', 'another investigation: the one named is over')
  // For another investigation it is granted anew, by others.
  const others = new Set(entry.exemptions.flatMap(one => one.approvals.map(({ by }) => by.person)))
  return approvals.some(({ by }) => others.has(by.person)) ? refuse('granted-before') : undefined
}

/** The exemption that two approvals make of a request. */
export function exemptionFrom(
  terms: ExemptionTerms,
  dossier: Dossier,
  version: number,
  approvals: readonly Approval[],
  at: string,
): Exemption {
  return {
    ...terms,
    grantedAt: at,
    approvals,
    endedAt: undefined,
    version,
    commitment: commitmentOf(terms.salt, dossier),
  }
}
