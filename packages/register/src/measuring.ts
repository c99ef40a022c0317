import type { Criterion } from './criterion.ts'
import type { Entry } from './entry.ts'
import { millis } from './moment.ts'

/** A fact in the log that criteria can be measured over. It holds no personal data. */
export type Fact = { readonly kind: string; readonly at: string; readonly payload: unknown }

/** `value` is undefined where nothing can be computed, as over no facts at all. */
export type Measured = { readonly value: number | undefined; readonly n: number }

/** What a criterion's query over the log, or its test run, gives from one moment up to another. Pure; the same facts give the same value. */
export function evaluate(
  { measure }: Criterion,
  source: { facts: readonly Fact[]; entry: Entry },
  from: string,
  to: string,
): Measured {
  const within = (moment: string) => millis(moment) >= millis(from) && millis(moment) < millis(to)
  if (measure.from === 'test') {
    const runs = source.entry.tests.filter(
      ({ announced, result }) => announced.test === measure.test && result !== undefined && within(result.startedAt),
    )
    const last = runs.at(-1)?.result
    return last === undefined ? { value: undefined, n: 0 } : { value: last.metrics[measure.metric], n: last.n }
  }
  const found = source.facts.filter(
    ({ kind, at, payload }) => kind === measure.kind && within(at) && meetsAll(payload, measure.where ?? []),
  )
  const { take } = measure
  if (take.what === 'count') return { value: found.length, n: found.length }
  if (take.what === 'share') {
    const share = found.filter(({ payload }) => meetsAll(payload, take.of)).length / found.length
    return { value: found.length === 0 ? undefined : share, n: found.length }
  }
  const numbers = found
    .map(({ payload }) => at(payload, take.at))
    .filter(value => typeof value === 'number')
    .sort((a, b) => a - b)
  const n = numbers.length
  if (n === 0) return { value: undefined, n }
  if (take.what === 'mean') return { value: numbers.reduce((sum, value) => sum + value, 0) / n, n }
  if (take.what === 'p95') return { value: numbers[Math.ceil(0.95 * n) - 1], n }
  const middle = numbers[Math.floor((n - 1) / 2)] ?? 0
  const upper = numbers[Math.floor(n / 2)] ?? 0
  return { value: (middle + upper) / 2, n }
}

type Conditions = readonly { readonly at: string; readonly is: readonly (string | number | boolean)[] }[]

function meetsAll(payload: unknown, conditions: Conditions): boolean {
  return conditions.every(condition => condition.is.some(value => value === at(payload, condition.at)))
}

/** The member at a path with dots; undefined where there is none. Only own members count. */
function at(payload: unknown, path: string): unknown {
  let value = payload
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = value[name as keyof typeof value]
  }
  return value
}
