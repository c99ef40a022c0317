export {
  type Casefile,
  type CasefileOptions,
  type CaseKeeper,
  type CaseReader,
  type CaseWriter,
  type NewCase,
  openCasefile,
  StaleCase,
  UnknownCase,
} from './casefile.ts'
export { TooManyTries } from './door.ts'
export type { AlsoErase, CaseErasure } from './erase.ts'
export type { Actor, CaseEvent, CaseId, NewEvent, StateName } from './event.ts'
export type { ListFilter, ListRow } from './list.ts'
export type { CaseChange, CaseProjection } from './projection.ts'
export type { Rebuilt } from './rebuild.ts'
export { type Difference, NotHere, type Replay, type Rerun, replay } from './replay.ts'
export type { ErasedUnder, Kept, RetentionCertificate } from './retention.ts'
export { checkAccessDays, type SealedDays } from './seal.ts'
export {
  type CaseState,
  foldCase,
  impressionDue,
  type OpenQuestion,
  type OpenRequest,
  type Target,
  targetOf,
  waitingFor,
} from './state.ts'
export {
  type CaseStep,
  type Condition,
  type DecisionKind,
  decisionKinds,
  openSteps,
  StepRefused,
  stateAt,
  steps,
} from './steps.ts'
export { parseTerms, TermError, type Terms } from './terms.ts'
