export type { Act, ActName, StepKind } from './act.ts'
export { type Actor, type Line, lineOf, lines, type Role, roles } from './actor.ts'
export type { Demand, Level } from './demand.ts'
export type { ActInput } from './demonstration.ts'
export { type Dossier, DossierError, loadDossier, parseDossier } from './dossier.ts'
export {
  type Approval,
  type Entry,
  isRunning,
  latestVersion,
  licensedAt,
  type OpenRequest,
  type Reason,
  type State,
  type Version,
  versionOf,
} from './entry.ts'
export {
  type Exemption,
  type ExemptionTerms,
  openExemptions,
  publishBy,
  withholding,
} from './exemption.ts'
export { demands, demandsOf, type Gap, gaps } from './gaps.ts'
export { type Imported, type Importer, importCard, importRecord } from './import-card.ts'
export { type ImportedResult, importResult, type ResultContext } from './import-result.ts'
export { ImportError, type KeptDocument, keptFormats, textOfBytes } from './kept.ts'
export { lapse } from './lapse.ts'
export { leave } from './leave.ts'
export {
  commitmentOf,
  meaninglessId,
  type Opening,
  openingFits,
  type PublicOpening,
  publicOpening,
  readOpening,
  sealedName,
} from './opening.ts'
export { type Permit, type PermitCheck, type PermitRequest, type Refusal, verifyPermit } from './permit.ts'
export { breaches, columnBreaches, decisionBreach, prohibitions } from './prohibition.ts'
export {
  algoritmeregister,
  euRecord,
  euTestRecord,
  filledShare,
  type Publication,
  publicationFaults,
} from './publication.ts'
export { says } from './reason.ts'
export { type Recalled, recall, type Use } from './recall.ts'
export { isRefused, type Refused } from './refused.ts'
export { openRegister, type Register, type RegisterOptions } from './register.ts'
export { differingParts, licensedDigest, type Parts, sealParts } from './sealed.ts'
export { type Source, sources } from './source.ts'
export { permitsIn } from './streams.ts'
export { stepTable, table } from './table.ts'
export { fold, parseAct, take } from './take.ts'
export { type AuthorityEntry, authorityList, authorityOne, type RegisteredField } from './view/authority.ts'
export { type BoardRow, board, type Due, daysToAnswer } from './view/board.ts'
export { type Difference, diffDossiers, diffVersions } from './view/diff.ts'
export {
  type CriterionView,
  criteriaView,
  type GapView,
  gapsView,
  type MeasuredOnce,
  type PublicEntry,
  publicEntry,
  publicList,
  type Section,
  type WorryView,
} from './view/entry-view.ts'
export { drawForm, type FieldKind, type FormField, type FormGroup, type FormNode, type Typed } from './view/form.ts'
export { type Filled, type FormProblem, fieldsOf, fillAct, fillNew, fillPart, partTyped } from './view/form-problems.ts'
export {
  actShape,
  type DossierPart,
  dossierParts,
  newShape,
  type ObjectShape,
  partOf,
  partShape,
  requestShape,
  shapeWithout,
} from './view/form-shape.ts'
export { type PublicVersion, publicVersion } from './view/public-version.ts'
export { partyOf, type TimelineRow, timeline } from './view/timeline.ts'
export { workbenchPermit } from './workbench.ts'
