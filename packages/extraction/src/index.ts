export { MOST_CUT } from './cut.ts'
export { LONE_SENTENCE } from './observe.ts'
export { FOLDS, foldsOf } from './order.ts'
export { PatternError } from './pattern.ts'
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
export { createReader } from './reader.ts'
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
export { parseReading, type ReadingPatterns } from './reading-patterns.ts'
export { type Annotated, type Beside, type Fragment, type Sentence, trainWeights } from './train.ts'
export { parseWeights, type Weights } from './weights.ts'
