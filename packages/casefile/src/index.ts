export {
  type Casefile,
  type CasefileOptions,
  type CaseReader,
  type CaseWriter,
  type NewCase,
  openCasefile,
  StaleCase,
  UnknownCase,
} from './casefile.ts'
export { TooManyTries } from './door.ts'
export type { Actor, CaseEvent, CaseId, NewEvent, StateName } from './event.ts'
export type { ListFilter, ListRow } from './list.ts'
export type { CaseState, OpenRequest } from './state.ts'
export { type CaseStep, openSteps, StepRefused, stateAt, steps } from './steps.ts'
