/**
 * The linter of the Dutch API Design Rules in our own form: Logius-standaarden/API-Design-Rules, media/linter.yaml of
 * 2026-05-18 (CC-BY-4.0), every rule of it under its own name, with the design rule that it stands for. Where that linter leans on
 * Spectral's own rules (oas3-…, path-params, …), what they check is written out as far as our document can break it.
 */
export type Finding = { readonly rule: string; readonly severity: 'error' | 'warn'; readonly at: string }

type Node = { readonly value: unknown; readonly at: readonly string[] }
type Members = Readonly<Record<string, unknown>>
type Rule = {
  readonly id: string
  /** The design rule, as in the standard. */
  readonly core: string
  readonly severity: 'error' | 'warn'
  /** Where the document breaks it. */
  readonly breaks: (document: Description) => Iterable<readonly string[]>
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

const members = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {})
const entriesOf = (value: unknown) => Object.entries(members(value))
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** A description with its references followed. */
class Description {
  readonly root: unknown
  /** Every value in it, with its place. */
  readonly nodes: readonly Node[]

  constructor(root: unknown) {
    this.root = root
    const nodes: Node[] = []
    const walk = (value: unknown, at: readonly string[]) => {
      nodes.push({ value, at })
      for (const [name, member] of entriesOf(value)) walk(member, [...at, name])
    }
    walk(root, [])
    this.nodes = nodes
  }

  at(...path: readonly string[]): unknown {
    return path.reduce<unknown>((value, step) => members(value)[step], this.root)
  }

  /** The value that a reference means, with its own place; anything else is itself. Undefined where it leads nowhere. */
  resolve(node: Node, seen = 0): Node | undefined {
    const reference = members(node.value).$ref
    if (typeof reference !== 'string') return node
    if (!reference.startsWith('#/') || seen > 20) return undefined
    const at = reference
      .slice(2)
      .split('/')
      .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    const value = this.at(...at)
    return value === undefined ? undefined : this.resolve({ value, at }, seen + 1)
  }

  /** A value and all below it, references followed once. */
  below(node: Node, seen = new Set<string>()): Node[] {
    const real = this.resolve(node)
    if (real === undefined || seen.has(real.at.join('/'))) return []
    seen.add(real.at.join('/'))
    return [
      real,
      ...entriesOf(real.value).flatMap(([name, value]) => this.below({ value, at: [...real.at, name] }, seen)),
    ]
  }

  operations(): readonly {
    readonly path: string
    readonly method: string
    readonly at: string[]
    readonly operation: Members
  }[] {
    return entriesOf(this.at('paths')).flatMap(([path, item]) =>
      entriesOf(item)
        .filter(([method]) => methods.includes(method))
        .map(([method, operation]) => ({
          path,
          method,
          at: ['paths', path, method],
          operation: members(operation),
        })),
    )
  }

  parameters({ path, operation, at }: { path: string; operation: Members; at: readonly string[] }): readonly Node[] {
    const shared = entriesOf(members(this.at('paths', path)).parameters).map(([name, value]) => ({
      value,
      at: ['paths', path, 'parameters', name],
    }))
    const own = entriesOf(operation.parameters).map(([name, value]) => ({ value, at: [...at, 'parameters', name] }))
    return [...shared, ...own].map(node => this.resolve(node)).filter(node => node !== undefined)
  }

  /** Answers of operations, by a pattern of their status. */
  answers(status: RegExp): readonly Node[] {
    return this.nodes
      .filter(({ at }) => at.at(-1) === 'responses')
      .flatMap(({ value, at }) => entriesOf(value).map(([name, answer]) => ({ value: answer, at: [...at, name] })))
      .filter(({ at }) => status.test(at.at(-1) ?? ''))
      .map(node => this.resolve(node))
      .filter(node => node !== undefined)
  }

  /** Members of `properties` anywhere, by name. */
  properties(named: (name: string) => boolean): readonly Node[] {
    return this.nodes
      .filter(({ at }) => at.at(-1) === 'properties')
      .flatMap(({ value, at }) => entriesOf(value).map(([name, one]) => ({ value: one, at: [...at, name] })))
      .filter(({ at }) => named(at.at(-1) ?? ''))
  }
}

const isDate = (name: string) => name === 'date' || name === 'datum' || /((\w+D)|(_[dD]))((ate)|(atum))/.test(name)
const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/
const kebab = /^(\/|(\/_[a-z0-9]+|\/(([a-z0-9-]+|{[^}]+})(\/([a-z0-9\-.]+|{[^}]+}))*)(\/_[a-z]+)?)\/?)$/
const paths = (one: Description) => entriesOf(one.at('paths')).map(([path]) => path)

/** Which members the objects of OpenAPI 3.1 have, and which they need; `x-` is free. */
const shapes: Readonly<Record<string, { readonly may: string; readonly must: string }>> = {
  root: {
    may: 'openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs',
    must: 'info',
  },
  info: { may: 'title summary description termsOfService contact license version', must: 'title version' },
  pathItem: {
    may: `$ref summary description servers parameters ${methods.join(' ')}`,
    must: '',
  },
  operation: {
    may: 'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers',
    must: 'responses',
  },
  parameter: {
    may: '$ref name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content',
    must: 'name in',
  },
  response: { may: '$ref description headers content links summary', must: 'description' },
  requestBody: { may: '$ref description content required', must: 'content' },
  mediaType: { may: 'schema example examples encoding', must: '' },
  tag: { may: 'name description externalDocs', must: 'name' },
  server: { may: 'url description variables', must: 'url' },
}

function* shapeFaults(one: Description): Iterable<readonly string[]> {
  const check = (kind: keyof typeof shapes, { value, at }: Node): (readonly string[])[] => {
    const { may = '', must = '' } = shapes[kind] ?? {}
    const known = may.split(' ')
    const wrong = Object.keys(members(value)).filter(name => !known.includes(name) && !name.startsWith('x-'))
    const missing =
      '$ref' in members(value) ? [] : must.split(' ').filter(name => name !== '' && members(value)[name] === undefined)
    return [...wrong, ...missing].map(name => [...at, name])
  }
  yield* check('root', { value: one.root, at: [] })
  yield* check('info', { value: one.at('info'), at: ['info'] })
  for (const [at, value] of entriesOf(one.at('servers'))) yield* check('server', { value, at: ['servers', at] })
  for (const [at, value] of entriesOf(one.at('tags'))) yield* check('tag', { value, at: ['tags', at] })
  for (const [path, value] of entriesOf(one.at('paths'))) yield* check('pathItem', { value, at: ['paths', path] })
  for (const { at, operation } of one.operations()) {
    yield* check('operation', { value: operation, at })
    for (const [name, value] of entriesOf(operation.parameters))
      yield* check('parameter', { value, at: [...at, 'parameters', name] })
    if (operation.requestBody !== undefined)
      yield* check('requestBody', { value: operation.requestBody, at: [...at, 'requestBody'] })
    for (const [status, value] of entriesOf(operation.responses)) {
      if (!/^([1-5](\d\d|XX)|default)$/.test(status)) yield [...at, 'responses', status]
      yield* check('response', { value, at: [...at, 'responses', status] })
      for (const [type, media] of entriesOf(members(value).content))
        yield* check('mediaType', { value: media, at: [...at, 'responses', status, 'content', type] })
    }
  }
  for (const node of one.nodes)
    if (typeof members(node.value).$ref === 'string' && one.resolve(node) === undefined) yield node.at
}

function* exampleFaults(one: Description, holder: 'media' | 'schema'): Iterable<readonly string[]> {
  for (const { value, at } of one.nodes) {
    const { schema, example } = members(value)
    const isMedia = at.at(-2) === 'content'
    if (holder === 'media' && isMedia && example !== undefined && !fits(example, schema, one)) yield at
    if (holder === 'schema' && !isMedia && example !== undefined && members(value).type !== undefined)
      if (!fits(example, value, one)) yield at
  }
}

/** Whether an example is of the type that its schema names, all the way down. */
function fits(example: unknown, schema: unknown, one: Description): boolean {
  const real = members(one.resolve({ value: schema, at: [] })?.value)
  const wanted = Array.isArray(real.type) ? real.type : real.type === undefined ? [] : [real.type]
  const is =
    example === null
      ? 'null'
      : Array.isArray(example)
        ? 'array'
        : Number.isInteger(example)
          ? 'integer'
          : typeof example
  if (wanted.length > 0 && !wanted.includes(is) && !(is === 'integer' && wanted.includes('number'))) return false
  if (is === 'array') return (example as unknown[]).every(item => fits(item, real.items ?? {}, one))
  if (is !== 'object') return true
  const needed = Array.isArray(real.required) ? real.required : []
  return (
    needed.every(name => members(example)[String(name)] !== undefined) &&
    entriesOf(example).every(([name, value]) => fits(value, members(real.properties)[name] ?? {}, one))
  )
}

function doubles(values: readonly { readonly value: unknown; readonly at: readonly string[] }[]) {
  return values
    .filter(({ value }, index) => values.findIndex(other => other.value === value) < index)
    .map(({ at }) => at)
}

const rules: readonly Rule[] = [
  { id: 'oas3-schema', core: '/core/publish-openapi', severity: 'error', breaks: shapeFaults },
  {
    id: 'operation-operationId-unique',
    core: '/core/publish-openapi',
    severity: 'error',
    breaks: one =>
      doubles(
        one
          .operations()
          .filter(({ operation }) => operation.operationId !== undefined)
          .map(({ at, operation }) => ({ value: operation.operationId, at })),
      ),
  },
  {
    id: 'path-params',
    core: '/core/publish-openapi',
    severity: 'error',
    *breaks(one) {
      for (const operation of one.operations()) {
        const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
        const told = one
          .parameters(operation)
          .map(({ value }) => members(value))
          .filter(each => each.in === 'path')
        if (new Set(inPath).size < inPath.length) yield operation.at
        for (const name of inPath)
          if (!told.some(each => each.name === name && each.required === true)) yield operation.at
        for (const { name } of told) if (!inPath.includes(text(name))) yield operation.at
      }
    },
  },
  {
    id: 'openapi-tags-uniqueness',
    core: '/core/publish-openapi',
    severity: 'error',
    breaks: one =>
      doubles(entriesOf(one.at('tags')).map(([at, tag]) => ({ value: members(tag).name, at: ['tags', at] }))),
  },
  {
    id: 'oas3-valid-media-example',
    core: '/core/publish-openapi',
    severity: 'error',
    breaks: one => exampleFaults(one, 'media'),
  },
  {
    id: 'oas3-valid-schema-example',
    core: '/core/publish-openapi',
    severity: 'error',
    breaks: one => exampleFaults(one, 'schema'),
  },
  {
    id: 'oas3-server-variables',
    core: '/core/publish-openapi',
    severity: 'error',
    *breaks(one) {
      for (const [at, server] of entriesOf(one.at('servers'))) {
        const used = [...text(members(server).url).matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
        const told = Object.keys(members(members(server).variables))
        if (used.some(name => !told.includes(name)) || told.some(name => !used.includes(name))) yield ['servers', at]
      }
    },
  },
  {
    id: 'oas3-api-servers',
    core: '/core/publish-openapi',
    severity: 'error',
    breaks: one =>
      one.at('openapi') !== undefined && entriesOf(one.at('servers')).length === 0
        ? [one.at('servers') === undefined ? [] : ['servers']]
        : [],
  },
  {
    id: 'path-keys-no-trailing-slash',
    core: '/core/no-trailing-slash',
    severity: 'error',
    breaks: one => paths(one).flatMap(path => (/.\/$/.test(path) ? [['paths', path]] : [])),
  },
  {
    id: 'nlgov:openapi3',
    core: '/core/doc-openapi',
    severity: 'error',
    breaks: one =>
      one.at('openapi') !== undefined && !/^3(.\d+){1,2}$/.test(text(one.at('openapi'))) ? [['openapi']] : [],
  },
  {
    id: 'nlgov:openapi-root-exists',
    core: '/core/doc-openapi',
    severity: 'error',
    breaks: one => (text(one.at('openapi')) === '' ? [[]] : []),
  },
  {
    id: 'nlgov:missing-version-header',
    core: '/core/version-header',
    severity: 'error',
    *breaks(one) {
      const spellings = ['API-Version', 'Api-Version', 'Api-version', 'api-version', 'API-version']
      for (const { value, at } of one.answers(/(2|3)\d\d/)) {
        const { headers } = members(value)
        if (headers !== undefined && !spellings.some(name => members(headers)[name] !== undefined))
          yield [...at, 'headers']
      }
    },
  },
  {
    id: 'nlgov:missing-header',
    core: '/core/version-header',
    severity: 'error',
    breaks: one =>
      one
        .answers(/(2|3)\d\d/)
        .filter(({ value }) => members(value).headers === undefined)
        .map(({ at }) => at),
  },
  {
    id: 'nlgov:include-major-version-in-uri',
    core: '/core/uri-version',
    severity: 'error',
    breaks: one =>
      entriesOf(one.at('servers')).flatMap(([at, server]) =>
        /\/v[\d+]/.test(text(members(server).url)) ? [] : [['servers', at, 'url']],
      ),
  },
  {
    id: 'nlgov:paths-no-trailing-slash',
    core: '/core/no-trailing-slash',
    severity: 'error',
    breaks: one => paths(one).flatMap(path => (/.+ \/$/.test(path) ? [['paths', path]] : [])),
  },
  {
    id: 'info-contact',
    core: '/core/doc-openapi-contact',
    severity: 'error',
    breaks: one => (one.at('info', 'contact') === undefined ? [['info']] : []),
  },
  {
    id: 'nlgov:info-contact-fields-exist',
    core: '/core/doc-openapi-contact',
    severity: 'error',
    breaks: one =>
      one.at('info', 'contact') !== undefined &&
      ['email', 'name', 'url'].some(name => one.at('info', 'contact', name) === undefined)
        ? [['info', 'contact']]
        : [],
  },
  {
    id: 'nlgov:http-methods',
    core: '/core/http-methods',
    severity: 'error',
    // The published linter looks for this only where a path is called "description" or "summary"; we look at every path.
    breaks: one =>
      entriesOf(one.at('paths')).flatMap(([path, item]) =>
        Object.keys(members(item))
          .filter(name => !/^(post|put|get|delete|patch|parameters|summary|description|servers|\$ref|x-.*)$/.test(name))
          .map(name => ['paths', path, name]),
      ),
  },
  {
    id: 'nlgov:paths-kebab-case',
    core: '/core/path-segments-kebab-case',
    severity: 'error',
    breaks: one =>
      paths(one).flatMap(path => (/\/openapi\.(json)|(yaml)/.test(path) || kebab.test(path) ? [] : [['paths', path]])),
  },
  {
    id: 'nlgov:query-keys-camel-case',
    core: '/core/query-keys-camel-case',
    severity: 'error',
    *breaks(one) {
      for (const operation of one.operations())
        for (const { value, at } of one.parameters(operation))
          if (members(value).in === 'query' && !/^\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*$/.test(text(members(value).name)))
            yield [...at, 'name']
    },
  },
  {
    id: 'nlgov:schema-camel-case',
    core: '/core/path-segments-kebab-case',
    severity: 'warn',
    breaks: one =>
      Object.keys(members(one.at('components', 'schemas')))
        .filter(name => !/^([A-Z][a-z0-9]*)+$/.test(name))
        .map(name => ['components', 'schemas', name]),
  },
  {
    id: 'nlgov:servers-use-https',
    core: '/core/transport/tls',
    severity: 'warn',
    breaks: one =>
      one.nodes
        .filter(({ at }) => at.at(-1) === 'url' && at.at(-3) === 'servers')
        .filter(({ value }) => /^http:\/\//.test(text(value)))
        .map(({ at }) => at),
  },
  {
    id: 'nlgov:use-problem-schema',
    core: '/core/error-handling/problem-details',
    severity: 'error',
    breaks: one =>
      one
        .answers(/(4|5)\d\d/)
        .filter(({ value }) => members(value).content !== undefined)
        .filter(({ value }) => {
          const content = members(members(value).content)
          return content['application/problem+json'] === undefined && content['application/problem+xml'] === undefined
        })
        .map(({ at }) => [...at, 'content']),
  },
  {
    id: 'nlgov:problem-schema-members',
    core: '/core/error-handling/problem-details',
    severity: 'error',
    *breaks(one) {
      for (const { value, at } of one.answers(/(4|5)\d\d/))
        for (const [type, media] of entriesOf(members(value).content)) {
          if (!/^application\/problem\+(json|xml)$/.test(type)) continue
          const schema = one.resolve({ value: members(media).schema, at: [...at, 'content', type, 'schema'] })
          const told = members(schema?.value).properties
          if (told !== undefined && ['status', 'title', 'detail'].some(name => members(told)[name] === undefined))
            yield [...(schema?.at ?? at), 'properties']
        }
    },
  },
  {
    id: 'nlgov:problem-invalid-input',
    core: '/core/error-handling/invalid-input',
    severity: 'error',
    *breaks(one) {
      for (const { method, at, operation } of one.operations()) {
        const asked =
          /put|post|patch/.test(method) || (/get|delete/.test(method) && entriesOf(operation.parameters).length > 0)
        if (asked && operation.responses !== undefined && members(operation.responses)['400'] === undefined)
          yield [...at, 'responses']
      }
    },
  },
  {
    id: 'nlgov:property-casing',
    core: '/core/query-keys-camel-case',
    severity: 'warn',
    // The published linter looks at members whose name holds "_links" alone; we look at all.
    breaks: one =>
      entriesOf(one.at('components', 'schemas')).flatMap(([name, schema]) =>
        Object.keys(members(members(schema).properties))
          .filter(each => !/^_?[a-z][a-zA-Z0-9]*$/.test(each))
          .map(each => ['components', 'schemas', name, 'properties', each]),
      ),
  },
  {
    id: 'nlgov:date-time-ensure-timezone',
    core: '/core/date-time/timezone',
    severity: 'error',
    breaks: one => formats(one, () => true, 'date-time-local', false),
  },
  {
    id: 'nlgov:time-without-timezone',
    core: '/core/date-time/timezone',
    severity: 'error',
    breaks: one => formats(one, () => true, 'time', false),
  },
  {
    id: 'nlgov:specify-format-for-date-and-time',
    core: '/core/date-time/date-omit-time-portion',
    severity: 'error',
    *breaks(one) {
      for (const node of one.properties(isDate)) {
        const real = one.resolve(node)
        const { format, allOf } = members(real?.value)
        const each = Array.isArray(allOf)
          ? allOf.map(part => members(one.resolve({ value: part, at: [] })?.value))
          : undefined
        if (format === undefined && !each?.every(part => part.format !== undefined)) yield real?.at ?? node.at
      }
    },
  },
  {
    id: 'nlgov:use-date-instead-of-datetime',
    core: '/core/date-time/date-omit-time-portion',
    severity: 'error',
    breaks: one => formats(one, isDate, 'date-time', true),
  },
  {
    id: 'nlgov:semver',
    core: '/core/semver',
    severity: 'error',
    breaks: one =>
      one.at('info', 'version') === undefined || semver.test(text(one.at('info', 'version')))
        ? []
        : [['info', 'version']],
  },
]

/** Places at which properties have a format that they should not have; `deep`: anywhere below them. */
function formats(one: Description, named: (name: string) => boolean, wrong: string, deep: boolean): string[][] {
  const found = one.properties(named).flatMap(node => {
    const real = one.resolve(node)
    const all = deep ? one.below(node) : real === undefined ? [] : [real]
    return all.filter(({ value }) => members(value).format === wrong).map(({ at }) => [...at, 'format'])
  })
  return [...new Map(found.map(at => [at.join('/'), at])).values()]
}

/** The names of all rules, with the design rule and how much it weighs. */
export const ruleNames = rules.map(({ id, core, severity }) => ({ id, core, severity }))

/** Where a description breaks the rules; each place once a rule. */
export function lintDescription(value: unknown): readonly Finding[] {
  const one = new Description(value)
  return rules.flatMap(({ id, severity, breaks }) => {
    const places = new Set([...breaks(one)].map(at => at.join('.')))
    return [...places].map(at => ({ rule: id, severity, at }))
  })
}
