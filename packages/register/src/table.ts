import type { ActName, StepKind } from './act.ts'
import type { Role } from './actor.ts'
import type { State } from './entry.ts'

type Row = { readonly from: readonly State[]; readonly by: readonly Role[] }

const alive: readonly State[] = ['idea', 'assessment', 'field-lab', 'operational', 'suspended']
const begun: readonly State[] = ['assessment', 'field-lab', 'operational', 'suspended']
const running: readonly State[] = ['field-lab', 'operational']
const entered: readonly State[] = ['field-lab', 'operational', 'suspended']
const ever: readonly State[] = [...alive, 'retired']
const inside: readonly Role[] = ['author', 'owner', 'board', 'controller', 'lawyer', 'auditor']

/**
 * Every act: in which states, and by whom. What is not in this table does not happen.
 *
 *   idea ──choose──▶ assessment ──request+2──▶ field-lab ──request+2──▶ operational
 *                        │                        │  ▲                     │  ▲
 *                        └─(older: catch-up+2)────┼──┼─────────────────────┘  │
 *                                                 ▼  └──────request+2─────────┤
 *                                             suspended ──────────────────────┘
 *   any state ──retire: request+2──▶ retired, which stays for ever
 */
export const table: Readonly<Record<ActName, Row>> = {
  propose: { from: [], by: ['author', 'owner'] },
  file: { from: alive, by: ['author', 'owner'] },
  choose: { from: ['idea'], by: ['board'] },
  assess: { from: begun, by: ['controller', 'lawyer'] },
  classify: { from: alive, by: ['author', 'owner', 'controller', 'lawyer'] },
  'confirm-class': { from: alive, by: ['lawyer'] },
  'announce-test': { from: begun, by: ['author', 'owner', 'controller'] },
  'report-test': { from: begun, by: ['author', 'owner', 'controller'] },
  measure: { from: running, by: ['register'] },
  request: { from: alive, by: ['author', 'owner'] },
  approve: { from: alive, by: ['owner', 'board', 'controller'] },
  'end-exemption': { from: ever, by: ['owner', 'controller', 'auditor'] },
  decline: { from: alive, by: ['owner', 'board', 'controller', 'auditor'] },
  block: { from: alive, by: ['auditor'] },
  unblock: { from: alive, by: ['auditor'] },
  suspend: { from: running, by: [...inside, 'register'] },
  decide: { from: ['suspended'], by: ['board'] },
  trigger: { from: entered, by: [...inside, 'register'] },
  review: { from: entered, by: ['controller'] },
  signal: { from: ever, by: [...inside, 'supervisor', 'citizen'] },
  answer: { from: ever, by: ['owner', 'controller'] },
  incident: { from: [...begun, 'retired'], by: inside },
  'report-incident': { from: [...begun, 'retired'], by: ['owner', 'controller', 'lawyer'] },
  'close-incident': { from: [...begun, 'retired'], by: ['controller'] },
}

/** The steps that need four eyes: from which states, and where they lead. */
export const stepTable: Readonly<
  Record<StepKind, { readonly from: readonly State[]; readonly to: State | 'as it was' | 'where it came from' }>
> = {
  'field-lab': { from: ['assessment'], to: 'field-lab' },
  operational: { from: ['field-lab'], to: 'operational' },
  resume: { from: ['suspended'], to: 'where it came from' },
  license: { from: running, to: 'as it was' },
  'catch-up': { from: ['idea', 'assessment'], to: 'operational' },
  exempt: { from: alive, to: 'as it was' },
  retire: { from: alive, to: 'retired' },
}
