export type {
  Advice,
  Alert,
  Answer,
  Because,
  Confirmed,
  Conflict,
  Progress,
  ProposalToConfirm,
  SlotValue,
  Step,
  WouldChange,
} from './step.ts'
