import type { Act, AssessmentKind, StepKind } from './act.ts'
import type { Actor } from './actor.ts'
import { sha256 } from './digest.ts'
import { contentDigest, type Dossier, substanceDigest } from './dossier.ts'
import { type Entry, latestVersion, type Reason, versionOf } from './entry.ts'

/** An act without its moment; the register says when it is. */
export type ActInput = Act extends infer One ? (One extends Act ? Omit<One, 'at'> : never) : never

const actor = (role: Actor['role'], line: Actor['line']): Actor => ({ person: `demonstration-${role}`, role, line })
const owner = actor('owner', 'first')
const board = actor('board', 'first')
const controller = actor('controller', 'second')
const lawyer = actor('lawyer', 'second')
const requester: Actor = { ...owner, person: 'demonstration-requester' }

const title = 'Demonstration: nobody assessed this. It stands for an assessment, over invented data only.'
const conditions = ['Only invented data and the purpose "demonstration". Real reports need a real assessment.']
const kinds: readonly AssessmentKind[] = ['lawfulness', 'ethics', 'human-rights', 'data-protection']

/**
 * The acts that are still to be done to bring a dossier to state field lab for a demonstration, by labelled, invented persons.
 * Every demand of the field lab holds for them too; what they assess, they assess under conditions, and those keep
 * state operational closed. Empty where this content is licensed already, and where another one is: these persons
 * approve a new version only where `renew` says that somebody asked them to.
 */
export function demonstrationActs(entry: Entry | undefined, dossier: Dossier, renew = false): ActInput[] {
  if (entry?.state === 'retired') return []
  if (entry?.state === 'suspended') return wakeUp(entry)
  const licensed = versionOf(entry, entry?.licensed)
  if (licensed !== undefined && (!renew || licensed.content === contentDigest(dossier))) return []
  const filed = entry !== undefined && latestVersion(entry).content === contentDigest(dossier)
  const version = (entry?.versions.length ?? 0) + (filed ? 0 : 1)
  const step: StepKind = entry === undefined || ['idea', 'assessment'].includes(entry.state) ? 'field-lab' : 'license'
  const because = 'Demonstration with invented data.'
  const acts: ActInput[] = []
  if (entry === undefined) acts.push({ act: 'propose', by: owner, dossier })
  else if (!filed) acts.push({ act: 'file', by: owner, dossier, because })
  if (entry === undefined || entry.state === 'idea') acts.push({ act: 'choose', by: board, because })
  for (const kind of kinds)
    acts.push({
      act: 'assess',
      by: controller,
      version,
      kind,
      title,
      document: sha256(title),
      outcome: 'conditional',
      conditions,
    })
  // A class that stands is not asked for again: while it is open, a running system stops.
  if (dossier.aiAct !== undefined && !hasClass(entry, substanceDigest(dossier))) {
    acts.push({ act: 'classify', by: owner, version, classification: dossier.aiAct })
    acts.push({ act: 'confirm-class', by: lawyer, version, because: 'Demonstration: no lawyer looked at this.' })
  }
  if (entry?.request !== undefined && entry.request.version !== version)
    acts.push({ act: 'decline', by: board, because })
  const content = contentDigest(dossier)
  acts.push({ act: 'request', by: requester, step, version, because })
  acts.push({ act: 'approve', by: board, step, version, content })
  acts.push({ act: 'approve', by: controller, step, version, content })
  return acts
}

function hasClass(entry: Entry | undefined, substance: string): boolean {
  return entry?.classified.some(one => one.substance === substance && one.confirmed !== undefined) ?? false
}

/** A demonstration that was switched off for a while missed its windows; only that is put right here. */
function wakeUp(entry: Entry): ActInput[] {
  const slept = ['criterion-not-measured', 'review-overdue']
  const version = entry.licensed
  const content = versionOf(entry, version)?.content
  const classGap = ({ code, about }: Reason) =>
    code === 'demand-not-met' &&
    about === 'class-confirmed' &&
    hasClass(entry, versionOf(entry, version)?.substance ?? '')
  const mended = entry.why.every(why => slept.includes(why.code) || classGap(why))
  if (version === undefined || content === undefined || !mended) return []
  const because = 'The demonstration was switched off.'
  return [
    { act: 'review', by: controller, outcome: 'stays', because },
    { act: 'request', by: requester, step: 'resume', version, because },
    { act: 'approve', by: board, step: 'resume', version, content },
    { act: 'approve', by: controller, step: 'resume', version, content },
  ]
}
