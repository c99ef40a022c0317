import type { ProcessingRecord } from './processing-record.ts'

/** Where records go: an OpenTelemetry collector that speaks OTLP/HTTP. */
export type Collector = {
  /** E.g. `https://collector.example:4318/v1/traces`. */
  readonly url: string
  readonly authorization: string | undefined
}

/** What a collector said of a batch. Only `taken` is an acknowledgement: it holds for every record of the batch. */
export type Delivery =
  | { readonly taken: true }
  /** `some`: it refused a part and does not say which. */
  | { readonly taken: false; readonly because: string; readonly some: boolean }

const patienceMs = 10_000

/**
 * Sends records as spans (OTLP 1.x over HTTP, JSON: opentelemetry.io/docs/specs/otlp) and waits for the answer. Never
 * throws: what was not acknowledged was not taken.
 */
export async function deliver(
  records: readonly ProcessingRecord[],
  { url, authorization }: Collector,
  resource: Readonly<Record<string, string>>,
  stopping: AbortSignal,
): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify(tracesOf(records, resource)),
      redirect: 'error',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)]),
    })
    const body = await response.text()
    if (response.status !== 200) return { taken: false, because: `it answered ${response.status}`, some: false }
    const refused = refusedIn(body)
    return refused === 0 ? { taken: true } : { taken: false, because: `it refused ${refused} records`, some: true }
  } catch (error) {
    return {
      taken: false,
      because: `it cannot be reached (${error instanceof Error ? error.name : 'fault'})`,
      some: false,
    }
  }
}

/** How many spans the collector refused, by `partial_success`; an answer that cannot be read is no acknowledgement. */
function refusedIn(body: string): number {
  if (body.trim() === '') return 0
  const answer = JSON.parse(body) as { partialSuccess?: { rejectedSpans?: string | number } }
  return Number(answer.partialSuccess?.rejectedSpans ?? 0)
}

/** An ExportTraceServiceRequest in its JSON form: ids in hexadecimal, moments in nanoseconds as text. */
export function tracesOf(records: readonly ProcessingRecord[], resource: Readonly<Record<string, string>>) {
  const spans = records.map(({ trace, span, parentSpan, name, started, ended, status, attributes }) => ({
    traceId: trace,
    spanId: span,
    ...(parentSpan !== undefined && { parentSpanId: parentSpan }),
    // Sampled, always: this log is never thinned out.
    flags: 1,
    name,
    kind: 1,
    startTimeUnixNano: nanos(started),
    endTimeUnixNano: nanos(ended),
    attributes: pairs(attributes),
    status: { code: status === 'error' ? 2 : 0 },
  }))
  return {
    resourceSpans: [
      {
        resource: { attributes: pairs(resource) },
        scopeSpans: [{ scope: { name: 'toetsbaar.processing-log', version: '1' }, spans }],
      },
    ],
  }
}

function nanos(moment: string): string {
  return `${Date.parse(moment)}000000`
}

function pairs(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }))
}
