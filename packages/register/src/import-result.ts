import type { ActOf } from './act.ts'
import { Reading } from './import-card.ts'
import { ImportError, type KeptDocument, keep } from './kept.ts'

/** What the file does not say, and whoever reports it has to. */
export type ResultContext = {
  /** The announced test that this is the result of, its dataset and the bytes under test. */
  readonly test: string
  readonly dataset: string
  readonly digest: string
  /** How many cases were tested. AI Verify does not say it. */
  readonly n: number
  readonly file: string
}

export type ImportedResult = { readonly act: Omit<ActOf<'report-test'>, 'at' | 'by'>; readonly kept: KeptDocument }

/**
 * Reads a test result of AI Verify (aiverify.testresult.schema.json) into the report of an announced test. Every number in
 * `output` is a metric, named by its place there ("results.0.Disparate Impact.1.metricValue"). The thresholds that were
 * announced decide whether it passed, and a run that began before they were announced is refused. Throws `ImportError`.
 */
export function importResult(text: string, { test, dataset, digest, n, file }: ResultContext): ImportedResult {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ImportError('The result is no JSON.')
  }
  const result = new Reading(value)
  for (const needed of ['gid', 'cid', 'startTime', 'testArguments', 'output'])
    if (result.at(needed) === undefined)
      throw new ImportError(`The result has no "${needed}". Check that it is a test result of AI Verify.`)
  const startTime = result.text('startTime')
  const started = Date.parse(startTime ?? '')
  if (startTime === undefined || Number.isNaN(started))
    throw new ImportError('"startTime" is no moment; it has to be a date and time as in RFC 3339.')
  if (!/(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(startTime))
    throw new ImportError('"startTime" has no time zone, so it does not say when the run began. Add one, like Z.')
  const metrics: Record<string, number> = {}
  const walk = (at: unknown, place: readonly string[]) => {
    if (typeof at === 'number' && Number.isFinite(at)) {
      metrics[place.join('.')] = at
      result.used.add(['/output', ...place.map(step => step.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'))
    } else if (typeof at === 'object' && at !== null)
      for (const [name, member] of Object.entries(at)) walk(member, [...place, name])
  }
  walk(result.at('output'), [])
  if (Object.keys(metrics).length === 0)
    throw new ImportError('"output" holds no number, so there is nothing to report.')
  const kept = keep('ai-verify-result', file, text, result.notUsed())
  const startedAt = new Date(started).toISOString()
  return { act: { act: 'report-test', test, dataset, digest, startedAt, n, metrics, original: kept }, kept }
}
