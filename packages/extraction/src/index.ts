export {
  createPeopleFirst,
  type HelpLine,
  type PeopleFirst,
  type PeopleFirstData,
  PeopleFirstError,
  parsePeopleFirst,
  type SeenSign,
  type SignWords,
} from './people-first.ts'
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
