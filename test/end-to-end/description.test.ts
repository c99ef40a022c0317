import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lintDescription } from '../api-design-rules.ts'
import { dataFolder, type Service, startService } from './service.ts'

type Answer = { readonly headers?: Record<string, unknown>; readonly content?: Record<string, unknown> }
type Operation = {
  readonly operationId: string
  readonly description?: string
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
  readonly responses: Readonly<Record<string, Answer>>
}
type Description = {
  readonly openapi: string
  readonly info: { readonly version: string; readonly contact: Readonly<Record<string, string>> }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const data = dataFolder()
let service: Service
let description: Description
let operations: { path: string; method: string; operation: Operation }[]

beforeAll(async () => {
  service = await startService({ data: data.path })
  description = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as Description
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

describe('the API by the Dutch API design rules', () => {
  test('the linter of the rules finds nothing, but that a demonstration on one machine has no TLS', async () => {
    const found = lintDescription(description)
    expect(found.filter(({ rule }) => rule !== 'nlgov:servers-use-https')).toEqual([])
    const secure = { ...description, servers: [{ url: 'https://toetsbaar.test/api/v1' }] }
    expect(lintDescription(secure)).toEqual([])
  })

  test('the register and the intake are described in whole', () => {
    const paths = Object.keys(description.paths)
    for (const path of [
      '/reports',
      '/reports/current',
      '/tokens',
      '/register/entries',
      '/register/entries/{id}/versions/{version}',
    ])
      expect(paths).toContain(path)
  })

  test('doc-openapi, publish-openapi, semver, contact, version in the address', () => {
    expect(description.openapi).toBe('3.1.0')
    expect(description.info.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Object.keys(description.info.contact).sort()).toEqual(['email', 'name', 'url'])
    for (const { url } of description.servers) expect(url).toMatch(/\/v1$/)
    expect(operations.length).toBeGreaterThan(15)
  })

  test('paths are kebab-case without a slash at the end; query keys are camelCase; operations have a name of their own', () => {
    for (const { path, operation } of operations) {
      expect(path).toMatch(/^(\/([a-z0-9-]+|\{[^}]+\}|openapi\.json))+$/)
      for (const parameter of operation.parameters ?? [])
        if (parameter.in === 'query') expect(parameter.name).toMatch(/^[a-z][a-z\d]*([A-Z][a-z\d]*)*$/)
    }
    const names = operations.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  test('every answer carries the version; errors are problem details; what takes input tells of 400', () => {
    for (const { method, operation } of operations) {
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(Object.keys(answer.headers ?? {})).toContain('API-Version')
        if (/^[45]/.test(status)) expect(Object.keys(answer.content ?? {})).toEqual(['application/problem+json'])
      }
      if (/post|put|patch/.test(method)) expect(Object.keys(operation.responses)).toContain('400')
    }
  })

  test('what is described is what is answered', async () => {
    const answer = await fetch(`${service.url}/api/v1/models`)
    expect(answer.headers.get('api-version')).toBe(description.info.version)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    const { models } = (await answer.json()) as { models: { subject: string }[] }
    expect(models.map(model => model.subject)).toContain('internet-trade-fraud')
    for (const path of ['/api/v1/models/', '/api/v1/nothing', '/api/v2/models']) {
      const missing = await fetch(service.url + path)
      expect(missing.status).toBe(404)
      expect(missing.headers.get('content-type')).toContain('application/problem+json')
      expect(await missing.json()).toMatchObject({ status: 404, title: expect.any(String), detail: expect.any(String) })
    }
  })
})
