export { type Advised, advisedIn, isOverride } from './advised.ts'
export {
  type Decided,
  type Deciding,
  type DecisionRow,
  decisionEvent,
  impressionOf,
  type Override,
} from './decision.ts'
export { type Desk, type DeskOptions, openDesk } from './desk.ts'
export { overrideYaml } from './override-yaml.ts'
export type { Agreement } from './oversight/agreement.ts'
export { type Alarm, alarmsOf } from './oversight/alarm.ts'
export { type Deliberation, type Figures, figuresOf } from './oversight/figures.ts'
export type { Rate } from './oversight/interval.ts'
export { type Group, type Oversight, type OversightFilter, oversightOf } from './oversight/oversight.ts'
export {
  QueueError,
  type QueueFilter,
  type QueuePage,
  type QueueQuery,
  type QueueRow,
  queueSorts,
  type Viewer,
} from './queue.ts'
export { type DeskSettings, decisionReasons, defaultSettings, type OversightSettings } from './settings.ts'
export { type View, ViewError, type ViewOwner, type ViewQuery, type Views } from './view.ts'
