/**
 * How long a citizen waits for the next question in a running dialogue, in this process, with the real model:
 * `node bench/inquiry/next-question.ts [--reports 40]`. Peer in the same run: the same dialogue with a fixed list of priorities,
 * as intake tools ask. CPU time is printed beside wall time, since other work may share the machine.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { best, type InquiryState, type Policy, stepOf } from '@toetsbaar/inquiry'
import { type Law, law as lawOf, loadModel } from '@toetsbaar/rulebook'
import { type Annotated, emptyReading, perfectReading, talk } from '../../tools/simulated-citizen.ts'
import { givenOrder } from '../../tools/simulation-policies.ts'
import { percentile, table } from '../../tools/simulation-table.ts'

const { values } = parseArgs({ options: { reports: { type: 'string', default: '40' } } })
const law = lawOf(loadModel('models/internet-trade-fraud/2019-03-01'))
const reports = readFileSync('corpus/dev-a.jsonl', 'utf8')
  .trim()
  .split('\n')
  .slice(0, Number(values.reports))
  .map(line => JSON.parse(line) as Annotated)

const rows: (string | number)[][] = [
  ['policy, start', 'questions', 'first ms (max)', 'next ms p50', 'p95', 'max', 'cpu p50', 'cpu p95'],
]
const medians: number[] = []
for (const [name, policy] of [
  ['best', best],
  ['best on facts seen before', best],
  ['fixed list', givenOrder],
] as const)
  for (const [start, read] of [
    ['story read', perfectReading],
    ['nothing known', emptyReading],
  ] as const) {
    const times = timed(policy, read)
    medians.push(
      percentile(
        times.later.map(each => each.wall),
        0.5,
      ),
    )
    rows.push([
      `${name}, ${start}`,
      times.first.length + times.later.length,
      Math.max(...times.first.map(each => each.wall)).toFixed(1),
      ...[0.5, 0.95, 1].map(share =>
        percentile(
          times.later.map(each => each.wall),
          share,
        ).toFixed(2),
      ),
      ...[0.5, 0.95].map(share =>
        percentile(
          times.later.map(each => each.cpu),
          share,
        ).toFixed(2),
      ),
    ])
  }
console.log(table(rows))
const [story, nothing, , , fixedStory, fixedNothing] = medians
console.log(
  `median of best to fixed list: ${ratio(story, fixedStory)} (story read), ${ratio(nothing, fixedNothing)} (nothing known)`,
)

type Time = { readonly wall: number; readonly cpu: number }

/** The time of every question: the choice, why it is asked and what is left, by the door that a channel uses. */
function timed(policy: Policy, read: typeof emptyReading): { first: Time[]; later: Time[] } {
  const first: Time[] = []
  const later: Time[] = []
  for (const report of reports) {
    let asked = 0
    const watched = (state: InquiryState, on: Law) => {
      const cpu = process.cpuUsage()
      const started = performance.now()
      const step = stepOf(state, on, policy)
      const wall = performance.now() - started
      const { user, system } = process.cpuUsage(cpu)
      if (step.at === 'question') (asked++ === 0 ? first : later).push({ wall, cpu: (user + system) / 1000 })
      return step
    }
    talk(report, read(report), law, watched, '2025-06-01')
  }
  return { first, later }
}

function ratio(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined || other === 0 ? 'not measured' : (one / other).toFixed(2)
}
