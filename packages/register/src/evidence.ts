import type { ActOf } from './act.ts'
import type { Comparator } from './criterion.ts'
import type { Entry } from './entry.ts'
import { daysAfter } from './moment.ts'

/** Whether a value is on the right side of a threshold. */
export function meets(value: number, comparator: Comparator, threshold: number): boolean {
  switch (comparator) {
    case '>=':
      return value >= threshold
    case '<=':
      return value <= threshold
    case '>':
      return value > threshold
    case '<':
      return value < threshold
  }
}

/** The verdict of a test run, by the thresholds that were announced before it; nobody states it. */
export function verdict(announced: ActOf<'announce-test'>, result: ActOf<'report-test'>): boolean {
  return (
    result.n >= announced.minimumN &&
    announced.thresholds.every(({ metric, comparator, threshold }) => {
      const value = result.metrics[metric]
      return value !== undefined && meets(value, comparator, threshold)
    })
  )
}

export type TestResult = { readonly test: string; readonly passed: boolean; readonly validUntil: string }

/** The last result of each test of a kind, for exactly these bytes. It ages from the day on which the run began. */
export function latestResults(entry: Entry, kind: string, digest: string | undefined): TestResult[] {
  const last = new Map<string, TestResult>()
  for (const { announced, result } of entry.tests)
    if (result !== undefined && announced.kind === kind && announced.digest === digest)
      last.set(announced.test, {
        test: announced.test,
        passed: result.passed,
        validUntil: daysAfter(result.startedAt, announced.validDays),
      })
  return [...last.values()]
}
