export type {
  Lang,
  Model,
  ModelCase,
  ModelPreference,
  ModelRule,
  Observation,
  Slot,
  Source,
  Undecided,
} from './model.ts'
