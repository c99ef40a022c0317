import { type Entry, versionOf } from '../entry.ts'
import { withholding } from '../exemption.ts'

/** What anybody may know of one version: enough to tell it from every other, without what is said in it. */
export type PublicVersion = {
  readonly id: string
  readonly version: number
  readonly filedAt: string
  /** From when it was licensed; undefined where it never was. */
  readonly licensedAt: string | undefined
  /** SHA-256 of all that it says, and of the bytes that it licenses, with each part. */
  readonly content: string
  readonly digest: string | undefined
  readonly parts: Readonly<Record<string, string>>
}

/** One version of an entry, or undefined where there is none, or while an exemption keeps the whole entry from the public. */
export function publicVersion(entry: Entry, number: number, now: string): PublicVersion | undefined {
  const version = versionOf(entry, number)
  if (version === undefined || withholding(entry, now)?.withheld.includes('everything') === true) return undefined
  const taken = entry.steps.find(one => one.version === number && one.step !== 'exempt' && one.step !== 'retire')
  const { at, content, digest, dossier } = version
  return {
    id: entry.id,
    version: number,
    filedAt: at,
    licensedAt: taken?.takenAt,
    content,
    digest,
    parts: { ...dossier.runs?.parts },
  }
}
