export { advance } from './advance.ts'
export { adviceOf } from './advice.ts'
export { InquiryError, type InquiryErrorCode } from './error.ts'
export type { Decision, FreeText, InquiryEvent } from './event.ts'
export { interpretAnswer, type Understand } from './interpret.ts'
export { alertsOf, confirmedOf, type Kept, keptOf, setAsideOf, storyOf } from './kept.ts'
export { lookUpsOf } from './look-up.ts'
export type { Story } from './notes.ts'
export { allSlotsOf, proposalsOf, stepOf } from './present.ts'
export { best, oddsOf, type Policy, relevantOn } from './question.ts'
export { slotsIn } from './slots.ts'
export { begin, type InquiryState, type ModelVersion } from './state.ts'
export type {
  Advice,
  Alert,
  Answer,
  Because,
  Confirmed,
  Conflict,
  LookUpResult,
  Progress,
  ProposalToConfirm,
  Said,
  SlotValue,
  Step,
  WouldChange,
} from './step.ts'
