export type { Act, ActName, StepKind } from './act.ts'
export { type Actor, type Line, lines, type Role, roles } from './actor.ts'
export type { Demand, Level } from './demand.ts'
export type { ActInput } from './demonstration.ts'
export { type Dossier, DossierError, loadDossier, parseDossier } from './dossier.ts'
export { type Entry, isRunning, type Reason, type State, type Version, versionOf } from './entry.ts'
export {
  type Exemption,
  type ExemptionTerms,
  type Opening,
  openExemptions,
  openingFits,
  publishBy,
  withholding,
} from './exemption.ts'
export { demands, type Gap, gaps } from './gaps.ts'
export { lapse } from './lapse.ts'
export { leave } from './leave.ts'
export { type Permit, type PermitCheck, type PermitRequest, type Refusal, verifyPermit } from './permit.ts'
export { breaches, columnBreaches, decisionBreach, prohibitions } from './prohibition.ts'
export { algoritmeregister, euRecord, filledShare, type Publication, publicationFaults } from './publication.ts'
export { says } from './reason.ts'
export { type Recalled, recall, type Use } from './recall.ts'
export { isRefused, type Refused } from './refused.ts'
export { openRegister, type Register, type RegisterOptions } from './register.ts'
export { differingParts, licensedDigest, type Parts, sealParts } from './sealed.ts'
export { type Source, sources } from './source.ts'
export { table } from './table.ts'
export { fold, parseAct, take } from './take.ts'
export { type BoardRow, board, type Due } from './view/board.ts'
export { type Difference, diffDossiers, diffVersions } from './view/diff.ts'
export { type GapView, gapsView, type PublicEntry, publicEntry, publicList, type Section } from './view/entry-view.ts'
export { type TimelineRow, timeline } from './view/timeline.ts'
export { workbenchPermit } from './workbench.ts'
