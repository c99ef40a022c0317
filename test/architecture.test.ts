import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allowed, importsOf, sources, violations } from './imports.ts'

const root = new URL('..', import.meta.url).pathname
const packages = readdirSync(`${root}packages`)
const files = sources(root).filter(file => file.startsWith('packages/'))
const read = (file: string) => readFileSync(root + file, 'utf8')
const doors = packages.flatMap(name => {
  const { exports } = JSON.parse(read(`packages/${name}/package.json`)) as { exports: Record<string, string> }
  return Object.keys(exports).map(door => `@toetsbaar/${name}${door.slice(1)}`)
})

describe('who may import whom', () => {
  test('every import of every package is allowed by the table', () => {
    const imports = files.flatMap(file => importsOf(file, read(file)))
    expect(imports.length).toBeGreaterThan(50)
    expect(violations(imports, doors)).toEqual([])
  })

  test('the table names exactly the packages that exist', () => {
    expect(Object.keys(allowed).sort()).toEqual([...packages].sort())
  })

  test('the table in ARCHITECTURE.md says the same', () => {
    const rows = [...read('ARCHITECTURE.md').matchAll(/^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)]
    const names = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(match => match[1]).sort()
    const printed = Object.fromEntries(
      rows.map(([, name, all, typesOnly]) => [name, { all: names(all), typesOnly: names(typesOnly) }]),
    )
    expect(printed).toEqual(allowed)
  })

  test.each([
    ['a forbidden import', `import { compile } from '@toetsbaar/argumentation'`, 'ledger may not import argumentation'],
    ['a forbidden re-export', `export { law } from '@toetsbaar/rulebook'`, 'ledger may not import rulebook'],
    ['a forbidden dynamic import', `await import('@toetsbaar/server')`, 'ledger may not import server'],
    ['a forbidden type', `let x: import('@toetsbaar/inquiry').Step`, 'ledger may not import inquiry'],
    ['a deep import', `import { x } from '@toetsbaar/casefile/src/x.ts'`, 'is a deep import'],
    ['a way around by path', `import { x } from '../../rulebook/src/index.ts'`, 'leaves the package ledger'],
  ])('%s is found', (_, source, complaint) => {
    const found = violations(importsOf('packages/ledger/src/x.ts', source), doors)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(complaint)
    expect(found[0]).toContain('packages/ledger/src/x.ts:1')
  })

  test('types alone are allowed where the table says so, values are not', () => {
    const from = (source: string) => violations(importsOf('packages/web/src/x.tsx', source), doors)
    expect(from(`import type { Step } from '@toetsbaar/inquiry'`)).toEqual([])
    expect(from(`import { type Step } from '@toetsbaar/inquiry'`)).toEqual([])
    expect(from(`import { stepOf } from '@toetsbaar/inquiry'`)).toHaveLength(1)
  })

  test('a package that the table lacks is found', () => {
    expect(violations(importsOf('packages/gateway/src/x.ts', `import './y.ts'`), doors)[0]).toContain('add a row')
  })
})

describe('rules of direction', () => {
  const inSource = files.filter(file => /^packages\/\w+\/src\//.test(file))

  test('only server/src/config.ts reads the environment', () => {
    const readers = inSource.filter(file => /process\.env|import\.meta\.env/.test(read(file)))
    expect(readers).toEqual(['packages/server/src/config.ts'])
  })

  test('below the server, time and randomness come in as arguments', () => {
    const outer = /^packages\/(server|cli)\//
    const clock = /new Date\(\)|Date\.now\(\)|Math\.random\(\)|randomUUID\(\)|randomBytes\(|getRandomValues\(/
    expect(inSource.filter(file => !outer.test(file) && clock.test(withoutComments(read(file))))).toEqual([])
  })

  test('only run.ts reads stories, assesses and chooses questions in the server', () => {
    const runs = /\bcreateReader\b|\.read\([^)]*\bdate\b|\bstepOf\(|\badviceOf\(|\badvance\(|\.assess\(|\.next\(.*goal/
    const imported = inSource.filter(file => {
      if (!file.startsWith('packages/server/src/') || file === 'packages/server/src/run.ts') return false
      const values = importsOf(file, read(file)).filter(found => !found.typesOnly)
      return (
        values.some(found => /^@toetsbaar\/(extraction|argumentation)$/.test(found.specifier)) || runs.test(read(file))
      )
    })
    expect(imported).toEqual([])
  })

  test('only run-links.ts looks for links and takes cases in, each time under a permit', () => {
    const looks = /\.linksOf\(|\bfinder\.(take|network)\(/
    const callers = inSource.filter(file => file.startsWith('packages/server/src/') && looks.test(read(file)))
    expect(callers).toEqual(['packages/server/src/run-links.ts'])
    const source = read('packages/server/src/run-links.ts')
    const exported = [...source.matchAll(/^export (?:async )?function (\w+)\(\s*([^,)]*)/gm)]
    const without = exported.filter(([, name, first]) => name !== 'openLinkRun' && !first?.startsWith('permit: Permit'))
    expect(without.map(([, name]) => name)).toEqual([])
  })

  test('no package exports everything of a file', () => {
    expect(inSource.filter(file => /export \* from/.test(read(file)))).toEqual([])
  })

  test('no drawer: no file or folder is called common, shared, core, utils, helpers or types', () => {
    expect(files.filter(file => /(^|\/)(common|shared|core|utils?|helpers?|types)(\/|\.tsx?$)/.test(file))).toEqual([])
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
