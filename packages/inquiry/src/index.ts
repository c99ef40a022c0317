export { InquiryError, type InquiryErrorCode } from './error.ts'
export type { Decision, FreeText, InquiryEvent } from './event.ts'
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
