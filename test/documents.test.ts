import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = new URL('..', import.meta.url).pathname
const read = (file: string) => readFileSync(root + file, 'utf8')
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
const pages = tracked.filter(file => file.endsWith('.md') && existsSync(root + file))

test('every link between the documents leads to a file that is there', () => {
  const broken = pages.flatMap(page => {
    const prose = read(page).replace(/```[\s\S]*?```/g, '')
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, address]) => {
      if (address === undefined || /^(https?:|mailto:|#|tel:)/.test(address)) return []
      const target = join(root, dirname(page), decodeURI(address.replace(/#.*$/, '')))
      return existsSync(target) ? [] : [`${page}: ${address}`]
    })
  })
  expect(pages.length).toBeGreaterThan(10)
  expect(broken).toEqual([])
})

test('every package has a README, and its example is run by a test of the package', () => {
  const names = [
    ...new Set(tracked.map(file => /^packages\/(\w+)\//.exec(file)?.[1]).filter(name => name !== undefined)),
  ]
  const lacking = names.filter(name => {
    const readme = `packages/${name}/README.md`
    const tests = tracked.filter(file => file.startsWith(`packages/${name}/test/`) && /\.test\.tsx?$/.test(file))
    return !tracked.includes(readme) || !tests.some(file => read(file).includes('README.md'))
  })
  expect(names.length).toBeGreaterThanOrEqual(10)
  expect(lacking).toEqual([])
})

test('every decision has a context, a choice and a consequence, and numbers are used once', () => {
  const decisions = tracked.filter(file => file.startsWith('decisions/'))
  const incomplete = decisions.filter(
    file => !['**Context.**', '**Choice.**', '**Consequence.**'].every(part => read(file).includes(part)),
  )
  const numbers = decisions.map(file => /decisions\/(\d{4})-/.exec(file)?.[1])
  expect(incomplete).toEqual([])
  expect(new Set(numbers).size).toBe(decisions.length)
})

test('publiccode.yml is valid against the standard', () => {
  const described = publiccode.parse(parse(read('publiccode.yml')))
  expect(described.softwareVersion).toBe((JSON.parse(read('package.json')) as { version: string }).version)
})

test.each([
  ['a category that the standard does not know', { categories: ['police'] }],
  ['a short description that is too long', { description: { en: { shortDescription: 'x'.repeat(151) } } }],
  ['no licence', { legal: {} }],
])('publiccode.yml with %s is refused', (_, change) => {
  const whole = parse(read('publiccode.yml')) as Record<string, unknown>
  expect(publiccode.safeParse({ ...whole, ...change }).success).toBe(false)
})

test('every row of the traceability table is there, and every "built" names tests that exist', () => {
  const rows = [...read('docs/traceability.md').matchAll(/^\| ([A-Z]\d+|–) \|(.*)\|(.*)\|(.*)\|(.*)\|$/gm)]
  const ids = rows.map(([, id]) => id)
  const demanded = [...many('K', 7), ...many('H', 4), ...many('Q', 10), ...many('A', 9), ...many('M', 6), '–']
  expect(ids).toEqual(demanded)
  const wrong = rows.flatMap(([, id, , , state = '', where = '']) => {
    const kind = state.trim()
    if (kind === 'excluded' || kind === 'not yet') return where.trim() === '' ? [`${id}: say why`] : []
    if (kind !== 'built') return [`${id}: the state is built, excluded or not yet, and not "${kind}"`]
    const tests = [...where.matchAll(/`([\w./-]+\.test\.tsx?)`(?: "([^"]+)")?/g)]
    if (tests.length === 0) return [`${id}: built, but no test is named`]
    return tests.flatMap(([, file = '', name]) => {
      if (!existsSync(root + file)) return [`${id}: ${file} does not exist`]
      return name !== undefined && !read(file).includes(name) ? [`${id}: ${file} has no test "${name}"`] : []
    })
  })
  expect(wrong).toEqual([])
})

test('no document or source names a path of one machine, and all text is UTF-8 with LF', () => {
  const text = tracked.filter(
    file => /\.(md|ts|tsx|mjs|js|json|ya?ml|css|txt|jsonl)$/.test(file) && existsSync(root + file),
  )
  const wrong = text.filter(
    file => statSync(root + file).size < 2_000_000 && read(file).includes('\r\n') && !file.includes('/test/'),
  )
  expect(wrong).toEqual([])
})

function many(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}

/** The keys that the publiccode.yml standard (core, version 0.4) requires, with their vocabularies as far as we use them. */
const text = z.object({
  localisedName: z.string().optional(),
  genericName: z.string().max(35).optional(),
  shortDescription: z.string().min(1).max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().min(1)).min(1),
  documentation: z.url().optional(),
})
const publiccode = z.strictObject({
  publiccodeYmlVersion: z.enum(['0.3', '0.4', '0']),
  name: z.string().min(1),
  url: z.url(),
  landingURL: z.url().optional(),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z
    .array(
      z.enum([
        'case-management',
        'data-collection',
        'knowledge-management',
        'predictive-analysis',
        'workflow-management',
      ]),
    )
    .min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  intendedAudience: z.object({ scope: z.array(z.string()), countries: z.array(z.string().length(2)) }).optional(),
  description: z.object({ en: text, nl: text.optional() }),
  legal: z.object({ license: z.literal('EUPL-1.2') }),
  maintenance: z.object({
    type: z.enum(['internal', 'contract', 'community', 'none']),
    contacts: z.array(z.object({ name: z.string().min(1), email: z.email().optional() })).min(1),
  }),
  localisation: z.object({ localisationReady: z.boolean(), availableLanguages: z.array(z.string()).min(1) }),
  dependsOn: z
    .object({
      open: z.array(
        z.object({ name: z.string(), versionMin: z.string().optional(), optional: z.boolean().optional() }),
      ),
    })
    .optional(),
})
