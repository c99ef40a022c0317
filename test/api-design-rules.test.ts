import { expect, test } from 'vitest'
import { lintDescription, ruleNames } from './api-design-rules.ts'

const header = { 'API-Version': { schema: { type: 'string' } } }
const problem = {
  description: 'Wrong',
  headers: header,
  content: {
    'application/problem+json': {
      schema: { type: 'object', properties: { status: {}, title: {}, detail: {} } },
    },
  },
}

/** A description without a fault; each test plants one. */
const sound = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Invented',
    version: '1.2.3',
    contact: { name: 'N', email: 'n@n.test', url: 'https://n.test' },
  } as Record<string, unknown>,
  servers: [{ url: 'https://n.test/api/v1' }] as Record<string, unknown>[],
  tags: [{ name: 'one' }, { name: 'two' }],
  components: { schemas: { Thing: { type: 'object', properties: { bornOn: { type: 'string' } } } } } as {
    schemas: Record<string, object>
  },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'sortBy', in: 'query', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'Fine',
            headers: header,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          400: problem,
        },
      },
    },
  } as Record<string, Record<string, Record<string, unknown>>>,
})

type Sound = ReturnType<typeof sound>
const get = (one: Sound) => one.paths['/things/{id}']?.get as Record<string, Record<string, Record<string, unknown>>>
const property = (one: Sound, name: string, value: object) => {
  one.components.schemas.Thing = { type: 'object', properties: { [name]: value } }
}

/** One fault for each rule. */
const faults: Readonly<Record<string, (one: Sound) => void>> = {
  'oas3-schema': one => Object.assign(get(one), { sumary: 'a letter is missing' }),
  'operation-operationId-unique': one =>
    Object.assign(one.paths, { '/others': { get: { ...get(one), parameters: [] } } }),
  'path-params': one => Object.assign(get(one), { parameters: [] }),
  'openapi-tags-uniqueness': one => one.tags.push({ name: 'one' }),
  'oas3-valid-media-example': one => {
    const answer = get(one).responses?.['200'] as { content: Record<string, object> }
    answer.content['application/json'] = { schema: { type: 'string' }, example: 5 }
  },
  'oas3-valid-schema-example': one => property(one, 'size', { type: 'integer', example: 'five' }),
  'oas3-server-variables': one => Object.assign(one.servers[0] ?? {}, { url: 'https://{where}.n.test/api/v1' }),
  'oas3-api-servers': one => one.servers.splice(0),
  'path-keys-no-trailing-slash': one => Object.assign(one.paths, { '/others/': {} }),
  'nlgov:openapi3': one => Object.assign(one, { openapi: '2.0' }),
  'nlgov:openapi-root-exists': one => Object.assign(one, { openapi: undefined }),
  'nlgov:missing-version-header': one => {
    Object.assign(get(one).responses?.['200'] ?? {}, { headers: { Other: { schema: { type: 'string' } } } })
  },
  'nlgov:missing-header': one => {
    Object.assign(get(one).responses?.['200'] ?? {}, { headers: undefined })
  },
  'nlgov:include-major-version-in-uri': one => Object.assign(one.servers[0] ?? {}, { url: 'https://n.test/api' }),
  'nlgov:paths-no-trailing-slash': one => Object.assign(one.paths, { '/others /': {} }),
  'info-contact': one => Object.assign(one.info, { contact: undefined }),
  'nlgov:info-contact-fields-exist': one => Object.assign(one.info, { contact: { name: 'N', url: 'https://n.test' } }),
  'nlgov:http-methods': one => Object.assign(one.paths, { '/others': { trace: { responses: {} } } }),
  'nlgov:paths-kebab-case': one => Object.assign(one.paths, { '/otherThings': {} }),
  'nlgov:query-keys-camel-case': one => {
    Object.assign(get(one).parameters?.[1] ?? {}, { name: 'sort_by' })
  },
  'nlgov:schema-camel-case': one => Object.assign(one.components.schemas, { other_thing: {} }),
  'nlgov:servers-use-https': one => Object.assign(one.servers[0] ?? {}, { url: 'http://n.test/api/v1' }),
  'nlgov:use-problem-schema': one => {
    Object.assign(get(one).responses ?? {}, { 400: { ...problem, content: { 'application/json': {} } } })
  },
  'nlgov:problem-schema-members': one => {
    const content = {
      'application/problem+json': { schema: { type: 'object', properties: { status: {}, title: {} } } },
    }
    Object.assign(get(one).responses ?? {}, { 400: { ...problem, content } })
  },
  'nlgov:problem-invalid-input': one => {
    const { 400: _, ...others } = get(one).responses ?? {}
    Object.assign(get(one), { responses: others })
  },
  'nlgov:property-casing': one => property(one, 'Links', { type: 'string' }),
  'nlgov:date-time-ensure-timezone': one => property(one, 'begun', { type: 'string', format: 'date-time-local' }),
  'nlgov:time-without-timezone': one => property(one, 'begun', { type: 'string', format: 'time' }),
  'nlgov:specify-format-for-date-and-time': one => property(one, 'birthDate', { type: 'string' }),
  'nlgov:use-date-instead-of-datetime': one => property(one, 'date', { type: 'string', format: 'date-time' }),
  'nlgov:semver': one => Object.assign(one.info, { version: '1.2' }),
}

test('a sound description has no finding', () => {
  expect(lintDescription(sound())).toEqual([])
})

test('every rule of the published linter is here, and each has a fault that it finds', () => {
  expect(Object.keys(faults).sort()).toEqual(ruleNames.map(({ id }) => id).sort())
  expect(ruleNames.length).toBe(31)
  for (const { core } of ruleNames) expect(core).toMatch(/^\/core\/[a-z/-]+$/)
})

test.each(Object.entries(faults))('%s finds the fault that was planted for it', (rule, plant) => {
  const one = sound()
  plant(one)
  const found = lintDescription(JSON.parse(JSON.stringify(one)))
  expect(found.map(finding => finding.rule)).toContain(rule)
  // A planted path without a slash-free or kebab form may break a neighbour too; nothing else may.
  const near = new Set([
    rule,
    'nlgov:paths-kebab-case',
    'path-keys-no-trailing-slash',
    'nlgov:missing-header',
    'oas3-schema',
  ])
  expect(found.filter(finding => !near.has(finding.rule))).toEqual([])
})
