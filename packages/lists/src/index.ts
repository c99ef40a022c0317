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
export { type Hit, type ListEvent, type Lists, type ListsOptions, openLists, type Wanted } from './lists.ts'
export { listSteps } from './tables.ts'
