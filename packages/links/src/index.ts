export {
  type File,
  type FileAct,
  type FileActor,
  type FileEvent,
  FileRefused,
  type Files,
  type FilesOptions,
  openFiles,
} from './file.ts'
export {
  type FinderOptions,
  forgetLinks,
  type Link,
  type LinkFinder,
  type Links,
  openFinder,
  type Parties,
  type ToLink,
} from './finder.ts'
export { type ExactKind, type Identifier, identifier, type Kind, kinds } from './identifier.ts'
export { likeness, type NameAndPlace, nameAndPlace } from './name.ts'
export type { Network, SharedValue } from './network.ts'
export { countedTo, muchUpTo, someUpTo, type Tells, tells } from './rarity.ts'
export { linkSteps } from './tables.ts'
