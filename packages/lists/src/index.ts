export {
  type EntryState,
  type ListAct,
  type ListActor,
  type ListEntry,
  type ListKind,
  ListRefused,
  longestDays,
  type NewEntry,
} from './entry.ts'
export {
  forgetTouches,
  type Hit,
  type ListEvent,
  type Lists,
  type ListsOptions,
  openLists,
  touchEntry,
  type Wanted,
} from './lists.ts'
export { listSteps } from './tables.ts'
