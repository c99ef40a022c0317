import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as a collector understood it; `resource` and `attributes` by key. */
export type Taken = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly start: Date
  readonly end: Date
  readonly status: number
  readonly flags: number
  readonly resource: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, string>>
}

/** How it treats a request: keeps it and says so, keeps it and hangs up, hangs up before, is too busy, or refuses some. */
export type Mood = 'takes' | 'hangs-up-after' | 'hangs-up-before' | 'busy' | 'nonsense'

/** A collector of its own: OTLP over HTTP in its JSON form, checked by the field. It keeps every span it was sent, doubles too. */
export type TestCollector = {
  readonly url: string
  readonly port: number
  readonly taken: Taken[]
  readonly bodies: string[]
  readonly headers: NodeJS.Dict<string | string[]>[]
  mood: (request: number) => Mood
  refuses: (span: Taken) => boolean
  close(): Promise<void>
}

export async function startCollector(port = 0): Promise<TestCollector> {
  const collector = {
    taken: [] as Taken[],
    bodies: [] as string[],
    headers: [] as NodeJS.Dict<string | string[]>[],
    mood: (_: number): Mood => 'takes',
    refuses: (_: Taken): boolean => false,
  }
  let requests = 0
  const server: Server = createServer(async (request, response) => {
    const mood = collector.mood(requests++)
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (mood === 'hangs-up-before') return void request.socket.destroy()
    if (mood === 'busy') return void response.writeHead(503, { 'retry-after': '1' }).end()
    const body = Buffer.concat(parts).toString('utf8')
    if (
      request.method !== 'POST' ||
      request.url !== '/v1/traces' ||
      request.headers['content-type'] !== 'application/json'
    )
      return void response.writeHead(400).end()
    const spans = spansIn(JSON.parse(body))
    const kept = spans.filter(span => !collector.refuses(span))
    collector.taken.push(...kept)
    collector.bodies.push(body)
    collector.headers.push(request.headers)
    if (mood === 'hangs-up-after') return void request.socket.destroy()
    if (mood === 'nonsense') return void response.writeHead(200).end('<html>')
    const rejectedSpans = spans.length - kept.length
    const answer = rejectedSpans === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejectedSpans) } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>(settle => server.listen(port, '127.0.0.1', settle))
  const bound = (server.address() as AddressInfo).port
  return Object.assign(collector, {
    url: `http://127.0.0.1:${bound}/v1/traces`,
    port: bound,
    close: () =>
      new Promise<void>(settle => {
        server.closeAllConnections()
        server.close(() => settle())
      }),
  })
}

/** Reads an ExportTraceServiceRequest by opentelemetry-proto 1.x; throws on any field that it does not have. */
function spansIn(value: unknown): Taken[] {
  const request = only(value, ['resourceSpans'])
  return list(request.resourceSpans).flatMap(one => {
    const { resource, scopeSpans } = only(one, ['resource', 'scopeSpans', 'schemaUrl'])
    const about = pairs(only(resource, ['attributes', 'droppedAttributesCount']).attributes)
    return list(scopeSpans).flatMap(each => {
      const { scope, spans } = only(each, ['scope', 'spans', 'schemaUrl'])
      only(scope, ['name', 'version', 'attributes', 'droppedAttributesCount'])
      return list(spans).map(span => spanOf(span, about))
    })
  })
}

function spanOf(value: unknown, resource: Readonly<Record<string, string>>): Taken {
  const span = only(value, [
    'traceId',
    'spanId',
    'parentSpanId',
    'traceState',
    'flags',
    'name',
    'kind',
    'startTimeUnixNano',
    'endTimeUnixNano',
    'attributes',
    'status',
    'events',
    'links',
  ])
  const { traceId, spanId, parentSpanId, name, kind, flags } = span
  if (!isHex(traceId, 32) || !isHex(spanId, 16)) throw new Error('trace or span is no id')
  if (parentSpanId !== undefined && !isHex(parentSpanId, 16)) throw new Error('parent is no id')
  if (typeof name !== 'string' || name === '' || kind !== 1) throw new Error('name or kind')
  const status = only(span.status, ['code', 'message']).code
  return {
    traceId,
    spanId,
    ...(typeof parentSpanId === 'string' && { parentSpanId }),
    name,
    start: moment(span.startTimeUnixNano),
    end: moment(span.endTimeUnixNano),
    status: Number(status),
    flags: Number(flags),
    resource,
    attributes: pairs(span.attributes),
  }
}

function only(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`no object with ${names.join(', ')}`)
  for (const name of Object.keys(value)) if (!names.includes(name)) throw new Error(`OTLP has no "${name}" here`)
  return value as Readonly<Record<string, unknown>>
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('no list')
  return value
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && new RegExp(`^[0-9a-f]{${length}}$`).test(value) && !/^0+$/.test(value)
}

function moment(nanos: unknown): Date {
  if (typeof nanos !== 'string' || !/^\d{19}$/.test(nanos)) throw new Error('a moment is a text of nanoseconds')
  return new Date(Number(BigInt(nanos) / 1_000_000n))
}

function pairs(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list(value).map(one => {
      const { key, value: said } = only(one, ['key', 'value'])
      return [String(key), String(only(said, ['stringValue']).stringValue)]
    }),
  )
}
