import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands, run } from '../src/index.ts'

const TRIAGE = join(import.meta.dirname, '../../../models/triage/2019-03-01')

async function toetsbaar(...words: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const code = await run(words, commands, {
    stdin: async () => '',
    out: text => {
      out += text
    },
    err: () => {},
  })
  return { code, out }
}

/** A copy of the triage model in which one text of model.yaml is replaced. */
function changed(from: string, to: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'model-')), '2019-03-01')
  cpSync(TRIAGE, folder, { recursive: true })
  const path = join(folder, 'model.yaml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
  return folder
}

describe('toetsbaar advise', () => {
  test('prints the advice as one JSON value, with -x as a value of its own or after =', async () => {
    for (const words of [['--known', '-paid,buyer'], ['--known=-paid,buyer']]) {
      const { code, out } = await toetsbaar('advise', '--model', 'internet-trade-fraud', ...words, '--json')
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({
        outcome: 'wait',
        stable: false,
        observations: [
          { id: 'paid', value: 'no' },
          { id: 'buyer', value: 'yes' },
        ],
        because: [{ rule: 'W3', source: 'own', facts: ['buyer', '-paid'] }],
      })
    }
  })

  test('each open question has its words, in the language asked for', async () => {
    const { out } = await toetsbaar('advise', '--known', 'buyer,paid,false-identity', '--lang', 'en', '--json')
    expect(JSON.parse(out).open).toContainEqual({ id: 'refunded', question: 'Do you have all your money back?' })
  })

  test('facts before the first law go to an officer, with the reason', async () => {
    const { code, out } = await toetsbaar('advise', '--known', 'buyer', '--date', '2019-02-28', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ outcome: 'unclear', officer: true })
    expect(JSON.parse(out).reason).toContain('2019-03-01')
  })

  test.each([
    [['--known', 'bying'], '--known: "bying" is not in the theory; use one of the queryables'],
    [['--known', 'buyer,seller'], '--known: "buyer" and "seller" cannot both be known; remove one of the two'],
    [['--date', 'today'], '--date: "today" is no day; write YYYY-MM-DD'],
    [['--lang', 'fr'], '--lang: "fr" is not a language of the models; choose nl or en'],
    [['--modl', 'x'], 'there is no option --modl here; choose from --model, --known, --date, --lang, --json, --help'],
  ])('%j is bad input, with what to do', async (words, message) => {
    await expect(toetsbaar('advise', ...words)).rejects.toThrow(message)
  })
})

describe('toetsbaar model', () => {
  test('test prints a table and what the cases show', async () => {
    const { code, out } = await toetsbaar('model', 'test', 'triage')
    expect(code).toBe(0)
    expect(out).toContain('triage/2019-03-01: 16 of 16 cases pass')
    expect(out).toContain('rules: 13 of 13 shown by a case')
  })

  test('test answers no where a case fails or a rule fires in none', async () => {
    const { code, out } = await toetsbaar(
      'model',
      'test',
      changed('if: [remote-access], then: bank', 'if: [remote-access, new-number], then: bank'),
    )
    expect(code).toBe(1)
    expect(out).toContain('expected bank-helpdesk-fraud, found unclear')
    expect(out).toMatch(/rules: 12 of 13 shown by a case; in no case: T7/)
  })

  test('lint points at file, line and column', async () => {
    expect(await toetsbaar('model', 'lint', 'triage')).toEqual({ code: 0, out: 'triage/2019-03-01: clean\n' })
    const folder = changed('  - remote-access', '  - remote-access\n  - { id: weather, weighs: false }')
    await expect(toetsbaar('model', 'lint', folder)).rejects.toThrow(
      /texts.nl.yaml:\d+:\d+: the text "observation.weather.question" is missing/,
    )
    const unused = changed('sources:\n', 'sources:\n  - { id: custom, verified: not-verified }\n')
    for (const lang of ['nl', 'en']) {
      const path = join(unused, `texts.${lang}.yaml`)
      writeFileSync(path, readFileSync(path, 'utf8').replace('source:\n', 'source:\n  custom: { title: "Custom" }\n'))
    }
    const { code, out } = await toetsbaar('model', 'lint', unused)
    expect(code).toBe(1)
    expect(out).toMatch(
      /model.yaml:\d+:5: source-unused: no rule rests on the source "custom"; cite it in a rule, or remove it\n/,
    )
  })

  test('diff says which facts and which cases get another advice', async () => {
    const other = changed('if: [remote-access], then: bank', 'if: [remote-access, new-number], then: bank')
    const { code, out } = await toetsbaar('model', 'diff', 'triage', other)
    expect(code).toBe(1)
    expect(out).toContain('bank-helpdesk-fraud becomes unclear')
    expect(out).toContain('a smallest one: remote-access')
    expect(out).toContain('case screen-shared: bank-helpdesk-fraud becomes unclear  (remote-access)')
    expect(out).toContain('rules that differ: T7')
    expect((await toetsbaar('model', 'diff', 'triage', 'triage')).code).toBe(0)
  })

  test('draw prints an SVG', async () => {
    const { code, out } = await toetsbaar('model', 'draw', 'triage', '--known', 'buyer,posed-as-bank', '--lang', 'en')
    expect(code).toBe(0)
    expect(out).toMatch(/^<svg [^>]*role="img"/)
  })

  test('a model that does not exist is bad input that names those that do', async () => {
    await expect(toetsbaar('model', 'lint', 'parking')).rejects.toThrow(
      /there is no model "parking"; choose from .*triage/,
    )
  })
})
