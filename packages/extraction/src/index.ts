export type {
  EntityProposal,
  EntityType,
  Masked,
  ObservationProposal,
  Reader,
  Reading,
  ReadOptions,
  Reason,
  ResolvedDate,
  SpokenAnswer,
} from './reading.ts'
