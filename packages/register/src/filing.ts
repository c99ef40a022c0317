import type { ActOf } from './act.ts'
import type { Dossier } from './dossier.ts'
import { authorsOf, type Entry, latestVersion, newEntry, newVersion } from './entry.ts'
import { gaps } from './gaps.ts'
import { breaches } from './prohibition.ts'
import { type Outcome, type Refused, refuse } from './refused.ts'

function forbidden(dossier: Dossier): Refused | undefined {
  const [breach] = breaches(dossier)
  if (breach === undefined) return undefined
  const { rule, source } = breach
  return refuse('rule-broken', `${rule}: ${breach.because}`, { rule, source })
}

export function propose(act: ActOf<'propose'>): Outcome {
  return forbidden(act.dossier) ?? newEntry(act)
}

/** A new version runs nothing by itself: what is licensed stays licensed until four eyes say otherwise. */
export function file(entry: Entry, act: ActOf<'file'>): Outcome {
  if (act.dossier.id !== entry.id) return refuse('other-dossier')
  const version = newVersion(entry.versions.length + 1, act)
  if (version.content === latestVersion(entry).content)
    return refuse('already-there', `version ${entry.versions.length}`)
  return forbidden(act.dossier) ?? { ...entry, versions: [...entry.versions, version], request: undefined }
}

/** The board chooses an idea, on urgency, effect and impact. This is the first gate: a vague goal stops here. */
export function choose(entry: Entry, act: ActOf<'choose'>): Outcome {
  const version = latestVersion(entry)
  if (authorsOf(entry, version).has(act.by.person)) return refuse('own-idea')
  const missing = gaps(entry, version, 'assessment', act.at)
  if (missing.length > 0) return refuse('demands-not-met', missing.map(({ id }) => id).join(', '), { gaps: missing })
  return { ...entry, state: 'assessment', since: act.at, chosen: { by: act.by, at: act.at } }
}
