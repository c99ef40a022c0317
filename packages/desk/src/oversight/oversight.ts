import type { DecisionRow } from '../decision.ts'
import type { DeskSettings } from '../settings.ts'
import { type Figures, figuresOf } from './figures.ts'

/** What is asked: whole calendar months (UTC), both ends included, and how they are divided. */
export type OversightFilter = {
  /** YYYY-MM. */
  readonly from: string
  readonly until: string
  /** There is no division by person, and none by team and model at once. */
  readonly by: 'team' | 'model'
  /** Only these groups, for who may not see all; the sum over all groups is then left out. */
  readonly only?: readonly string[]
}

export type Group = {
  /** A team, or a model version (`internet-trade-fraud/2019-03-01 1a2b3c4d5e6f`). */
  readonly name: string
  readonly figures: Figures
  /** Months that are in the figures. */
  readonly months: readonly string[]
}

export type Oversight = {
  readonly filter: OversightFilter
  /** By name. Groups without enough decisions, or by too few officers, are not here. */
  readonly groups: readonly Group[]
  /** Over all groups, those that are not shown included; undefined where that would tell of one of them. */
  readonly whole: Omit<Group, 'name'> | undefined
  /** Whether something was left out because too little would be told by it. How much is not told. */
  readonly leftOut: boolean
  readonly leastDecisions: number
  readonly leastOfficers: number
}

/**
 * The figures of oversight. Nobody can work out a small group from them: all that is ever shown is a sum of cells (a group
 * in a month), and each cell is settled by its month alone, whatever is asked. A cell is shown where it holds enough
 * decisions of enough officers, and where what stays hidden beside it in that month is either nothing or large enough itself.
 */
export function oversightOf(
  rows: readonly DecisionRow[],
  filter: OversightFilter,
  settings: Pick<DeskSettings, 'follows' | 'oversight'>,
): Oversight {
  const { leastDecisions, leastOfficers } = settings.oversight
  const inside = rows.filter(({ month }) => filter.from <= month && month <= filter.until)
  const shown: Cell[] = []
  const whole: Cell[] = []
  let leftOut = false
  for (const [month, decisions] of Map.groupBy(inside, row => row.month)) {
    const cells = shownIn(month, decisions, filter.by, settings.oversight)
    const enough = isEnough(decisions, settings.oversight)
    shown.push(...cells)
    if (enough) whole.push({ name: '', month, decisions })
    if (!enough || cells.reduce((sum, cell) => sum + cell.decisions.length, 0) < decisions.length) leftOut = true
  }
  const groups = [...Map.groupBy(shown, cell => cell.name)]
    .filter(([name]) => filter.only === undefined || filter.only.includes(name))
    .map(([name, cells]) => ({ name, ...summed(cells, settings) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  return {
    filter,
    groups,
    whole: filter.only === undefined && whole.length > 0 ? summed(whole, settings) : undefined,
    leftOut,
    leastDecisions,
    leastOfficers,
  }
}

type Cell = { readonly name: string; readonly month: string; readonly decisions: readonly DecisionRow[] }

function summed(cells: readonly Cell[], settings: Pick<DeskSettings, 'follows' | 'oversight'>): Omit<Group, 'name'> {
  const decisions = cells.flatMap(cell => cell.decisions)
  return { figures: figuresOf(decisions, settings), months: cells.map(cell => cell.month).sort() }
}

/** The cells of a month that may be shown. Decisions without team or model are a cell that never is. */
function shownIn(
  month: string,
  decisions: readonly DecisionRow[],
  by: OversightFilter['by'],
  least: DeskSettings['oversight'],
): readonly Cell[] {
  const named = [...Map.groupBy(decisions, row => row[by])]
  const cells = named.flatMap(([name, own]): Cell[] => (name === undefined ? [] : [{ name, month, decisions: own }]))
  // The smallest go first where what is hidden is too small to hide anything; a name settles who goes of two alike.
  const open = cells
    .filter(cell => isEnough(cell.decisions, least))
    .toSorted((one, other) => other.decisions.length - one.decisions.length || (one.name < other.name ? -1 : 1))
  const hidden = () => decisions.filter(row => !open.some(cell => cell.name === row[by]))
  while (open.length > 0 && hidden().length > 0 && !hides(hidden(), by, least)) open.pop()
  return open
}

/** What is not shown follows from the sum of its month: it has to be enough by itself, and of more than one group. */
function hides(hidden: readonly DecisionRow[], by: OversightFilter['by'], least: DeskSettings['oversight']): boolean {
  return isEnough(hidden, least) && new Set(hidden.map(row => row[by])).size > 1
}

function isEnough(
  decisions: readonly DecisionRow[],
  { leastDecisions, leastOfficers }: Pick<DeskSettings['oversight'], 'leastDecisions' | 'leastOfficers'>,
): boolean {
  return decisions.length >= leastDecisions && new Set(decisions.map(row => row.hand)).size >= leastOfficers
}
