import { describe, expect, test } from 'vitest'
import { alarmsOf, type DecisionRow, defaultSettings, figuresOf, oversightOf } from '../src/index.ts'
import { agreement } from '../src/oversight/agreement.ts'
import { quantile, wilson } from '../src/oversight/interval.ts'
import { decisionsOf, healthy, rubberStamp, seeded } from './invented-teams.ts'

const settings = defaultSettings
const month = '2026-03'
const range = (by: 'team' | 'model', from = month, until = month) => ({ from, until, by })

describe('the figures', () => {
  test('give a share with the interval of Wilson', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I: methods without continuity correction.
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const
    for (const [count, of, low, high] of cases) {
      expect(wilson(count, of)?.low).toBeCloseTo(low, 4)
      expect(wilson(count, of)?.high).toBeCloseTo(high, 4)
    }
    expect(wilson(0, 0)).toBeUndefined()
  })

  test('give agreement beyond chance', () => {
    // Two judges, 50 pairs: both yes 20, both no 15, yes/no 5, no/yes 10: 0.7 observed, 0.5 by chance.
    const pairs = (count: number, one: string, other: string) =>
      Array.from({ length: count }, () => [one, other] as const)
    const found = agreement([
      ...pairs(20, 'yes', 'yes'),
      ...pairs(5, 'yes', 'no'),
      ...pairs(10, 'no', 'yes'),
      ...pairs(15, 'no', 'no'),
    ])
    expect(found?.same.rate).toBeCloseTo(0.7)
    expect(found?.kappa?.value).toBeCloseTo(0.4)
    // The large-sample error of Fleiss, Cohen and Everitt for this table is 0.1270.
    expect(((found?.kappa?.high ?? 0) - (found?.kappa?.low ?? 0)) / 2 / 1.959964).toBeCloseTo(0.127, 3)
    expect(agreement(pairs(12, 'yes', 'yes'))?.kappa).toBeUndefined()
    expect(agreement([])).toBeUndefined()
  })

  test('give the median and the quick tenth of the times', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110], 0.1)).toBe(20)
    expect(quantile([], 0.5)).toBeUndefined()
  })

  test('count a decision that the advice allows as its follower, and no decision where it points nowhere', () => {
    const one = { at: '2026-03-01T10:00:00.000Z', ms: undefined, impression: 'refer' } as const
    const { overrides, agreement: agreed } = figuresOf(
      [
        { ...one, outcome: 'civil', kind: 'close', override: false },
        { ...one, outcome: 'report', kind: 'close', override: true },
        { ...one, outcome: 'unclear', kind: 'refer', override: undefined },
      ],
      settings,
    )
    expect(overrides).toMatchObject({ count: 1, of: 2 })
    expect(agreed.adviceDecision?.same).toMatchObject({ count: 1, of: 2 })
    expect(agreed.impressionDecision?.same).toMatchObject({ count: 1, of: 3 })
  })
})

describe('an alarm', () => {
  test('goes for a planted rubber-stamp team and not for a healthy one, in 95 of 100 months', () => {
    let flagged = 0
    let spared = 0
    for (let seed = 1; seed <= 100; seed++) {
      const stamp = figuresOf(decisionsOf('west', month, rubberStamp, seeded(seed)), settings)
      if (stamp.alarms.length > 0) flagged += 1
      if (figuresOf(decisionsOf('oost', month, healthy, seeded(seed)), settings).alarms.length === 0) spared += 1
    }
    expect(flagged).toBeGreaterThanOrEqual(95)
    expect(spared).toBeGreaterThanOrEqual(95)
  })

  test('goes by overrides alone where time says nothing: too few in a thousand decisions, and too many', () => {
    const kinds = (overrides: number, decisions: number) =>
      alarmsOf(decisionsOf('west', month, { ...healthy, overrides, decisions }, seeded(5)), settings.oversight).map(
        alarm => alarm.kind,
      )
    expect(kinds(0.003, 1_000)).toEqual(['override-low'])
    expect(kinds(0.6, 200)).toEqual(['override-high'])
    expect(kinds(0.08, 1_000)).toEqual([])
  })

  test('at the very bound goes no more often than it says, however often one looks', () => {
    // Each decision is a look: the share of series in which the alarm ever goes is at most falseAlarm.
    let went = 0
    for (let seed = 1; seed <= 400; seed++) {
      const atBound = { ...healthy, overrides: settings.oversight.lowest, decisions: 500 }
      const alarms = alarmsOf(decisionsOf('west', month, atBound, seeded(seed)), settings.oversight)
      if (alarms.some(({ kind }) => kind === 'override-low')) went += 1
    }
    // 400 series at 0.005 give 2; eight or more have a chance below 0.002.
    expect(went).toBeLessThan(8)
  })
})

describe('a small group', () => {
  const team = (name: string, decisions: number, officers = 4, at = month) =>
    decisionsOf(name, at, { ...healthy, decisions, officers }, seeded(decisions + name.length))
  const shown = (rows: readonly DecisionRow[], from = month, until = month) => {
    const { groups, whole } = oversightOf(rows, range('team', from, until), settings)
    return { groups: groups.map(group => [group.name, group.figures.decisions]), whole: whole?.figures.decisions }
  }

  test('is not shown, and a larger one goes with it so that the difference does not tell', () => {
    expect(shown([...team('noord', 40), ...team('zuid', 25)])).toEqual({
      groups: [
        ['noord', 40],
        ['zuid', 25],
      ],
      whole: 65,
    })
    expect(shown([...team('noord', 40), ...team('zuid', 25), ...team('west', 9)])).toEqual({
      groups: [['noord', 40]],
      whole: 74,
    })
    expect(shown(team('west', 9))).toEqual({ groups: [], whole: undefined })
    expect(shown([...team('noord', 40), ...team('west', 3)])).toEqual({ groups: [], whole: 43 })
  })

  test('is a team of one or two persons too, however much they decide', () => {
    expect(shown(team('noord', 60, 1))).toEqual({ groups: [], whole: undefined })
    expect(shown([...team('noord', 60, 1), ...team('zuid', 60), ...team('oost', 80)]).groups).toEqual([['oost', 80]])
  })

  test('cannot be got from two periods that differ by one month', () => {
    const april = '2026-04'
    const rows = [
      ...team('noord', 40),
      ...team('noord', 4, 4, april),
      ...team('zuid', 30),
      ...team('zuid', 30, 4, april),
    ]
    expect(shown(rows)).toEqual({
      groups: [
        ['noord', 40],
        ['zuid', 30],
      ],
      whole: 70,
    })
    expect(shown(rows, month, april)).toEqual({
      groups: [
        ['noord', 40],
        ['zuid', 30],
      ],
      whole: 104,
    })
    expect(shown(rows, april, april)).toEqual({ groups: [], whole: 34 })
  })

  test('never follows from all that is shown: what is hidden in a month is nothing, or enough of more than one', () => {
    const random = seeded(11)
    for (let round = 0; round < 200; round++) {
      const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, at) =>
        team(`t${at}`, 1 + Math.floor(random() * 30), 1 + Math.floor(random() * 6)),
      ).flat()
      const { groups, whole } = oversightOf(rows, range('team'), settings)
      const names = new Set(groups.map(({ name }) => name))
      const hidden = rows.filter(row => !names.has(row.team ?? ''))
      if (whole === undefined) expect(groups).toEqual([])
      else if (hidden.length > 0) {
        expect(hidden.length).toBeGreaterThanOrEqual(settings.oversight.leastDecisions)
        expect(new Set(hidden.map(row => row.hand)).size).toBeGreaterThanOrEqual(settings.oversight.leastOfficers)
        expect(new Set(hidden.map(row => row.team)).size).toBeGreaterThan(1)
      }
    }
  })
})

test('nothing in the figures says who decided', () => {
  const rows = decisionsOf('noord', month, healthy, seeded(3))
  const told = JSON.stringify(oversightOf(rows, range('team'), settings))
  expect(rows.filter(row => told.includes(row.hand))).toEqual([])
})
