/**
 * node tools/outside-samples.ts [--design-rules FOLDER] [--records FOLDER] [--cards FOLDER]
 *
 * Compares with material of others, which is not in this repository; name the folders where it lies.
 *   --design-rules  linter/testcases of Logius-standaarden/API-Design-Rules: the same rule at the same place for every error
 *   --records       JSON records of the Algoritmeregister: each comes in, is kept to the byte, and goes out with equal fields
 *   --cards         system cards of AMT (YAML): each comes in and is kept to the byte
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { algoritmeregister, fold, ImportError, importCard, importRecord, textOfBytes } from '@toetsbaar/register'
import { lintDescription } from '../test/api-design-rules.ts'

const { values } = parseArgs({
  options: { 'design-rules': { type: 'string' }, records: { type: 'string' }, cards: { type: 'string' } },
})
const importer = {
  id: 'from-outside',
  owner: { person: 'somebody', unit: 'desk' },
  authors: ['nobody'],
  lang: 'nl',
} as const
/** Fields of a record that a fact of the dossier stands behind. */
const carried = [
  'name',
  'description_short',
  'organization',
  'contact_email',
  'website',
  'goal',
  'proportionality',
  'lawful_basis_grouping',
  'methods_and_models',
  'provider',
  'publiccode',
  'tags',
] as const

let wrong = 0
const fault = (what: string) => {
  wrong++
  console.log(what)
}
if (Object.keys(values).length === 0) fault('Name a folder; see the head of this file.')
if (values['design-rules'] !== undefined) designRules(values['design-rules'])
if (values.records !== undefined) records(values.records)
if (values.cards !== undefined) cards(values.cards)
process.exitCode = wrong === 0 ? 0 : 1

function designRules(folder: string): void {
  let findings = 0
  const cases = readdirSync(folder)
  for (const name of cases) {
    const expected = readFileSync(join(folder, name, 'expected-output.txt'), 'utf8')
      .split('\n')
      .flatMap(line => {
        const [, rule, rest = ''] = /^\s*\d+:\d+\s+error\s+(\S+)\s+(.*)$/.exec(line) ?? []
        const at =
          rest
            .trim()
            .split(/\s{2,}/)
            .at(-1) ?? ''
        // `responses[429]` is our `responses.429`; what is missing at the root has no place, only a message.
        return rule === undefined ? [] : [`${rule} ${/\s/.test(at) ? '' : at.replace(/\[(\w+)\]/g, '.$1')}`.trim()]
      })
    const found = lintDescription(JSON.parse(readFileSync(join(folder, name, 'openapi.json'), 'utf8')))
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, at }) => `${rule} ${at}`.trim())
    findings += expected.length
    const missing = expected.filter(one => !found.includes(one))
    const more = found.filter(one => !expected.includes(one))
    if (missing.length + more.length > 0) fault(`${name}: missing ${missing.join('; ')}, more ${more.join('; ')}`)
  }
  console.log(`Design rules: ${cases.length} test cases, ${findings} findings expected.`)
}

function records(folder: string): void {
  const files = readdirSync(folder).filter(name => name.endsWith('.json'))
  let [compared, left] = [0, 0]
  for (const file of files) {
    const text = textOfBytes(readFileSync(join(folder, file)))
    const before = imported(file, () => importRecord(text, { ...importer, file }))
    if (before === undefined) continue
    if (before.kept.text !== text) fault(`${file}: is not kept to the byte`)
    const by = { person: 'somebody', role: 'owner', line: 'first' } as const
    const { entry } = fold([{ act: 'propose', by, at: '2026-01-01T00:00:00Z', dossier: before.dossier }])
    const out = entry === undefined ? undefined : algoritmeregister(entry, '2026-01-01T00:00:00Z')
    const record = JSON.parse(text) as Record<string, unknown>
    for (const field of carried) {
      // Only what was taken has to come out; what was not is named and kept.
      if (!before.used.some(place => place === `/${field}` || place.startsWith(`/${field}/`))) left++
      else if (JSON.stringify(out?.[field]) === JSON.stringify(record[field])) compared++
      else fault(`${file}: ${field} goes out as ${JSON.stringify(out?.[field])}`)
    }
  }
  console.log(`Records: ${files.length}; ${compared} fields went round, ${left} were not taken and are kept.`)
}

function cards(folder: string): void {
  const files = readdirSync(folder).filter(name => /\.ya?ml$/.test(name))
  for (const file of files) {
    const text = textOfBytes(readFileSync(join(folder, file)))
    const card = imported(file, () => importCard(text, { ...importer, file }))
    if (card !== undefined && card.kept.text !== text) fault(`${file}: is not kept to the byte`)
    if (card !== undefined)
      console.log(`${file}: ${card.used.length} fields used, ${card.kept.notUsed.length} places kept`)
  }
}

function imported<Found>(file: string, read: () => Found): Found | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    console.log(`${file}: ${error.message}`)
    return undefined
  }
}
