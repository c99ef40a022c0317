import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitmentOf, type Dossier, loadDossier, publicOpening, sealedName } from '@toetsbaar/register'
import { afterAll, describe, expect, test } from 'vitest'
import { register } from '../src/register.ts'

const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-register-'))
afterAll(() => rmSync(folder, { recursive: true }))
const intake = join(import.meta.dirname, '../../../dossiers/intake.yaml')

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await register(args, { stdin: async () => '', out: text => out.push(text), err: text => err.push(text) })
  return { code, out: out.join(''), err: err.join('') }
}

function file(name: string, value: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

describe('toetsbaar register', () => {
  test('check names what is missing, with the source, and exits with 1 while something is', async () => {
    const { code, out } = await run('check', intake, '--level', 'operational', '--json')
    const { gaps } = JSON.parse(out)
    expect(code).toBe(1)
    expect(gaps).toContainEqual(
      expect.objectContaining({ demand: 'quality-tested', source: expect.stringContaining('area forecast') }),
    )
    expect((await run('check', intake, '--level', 'assessment')).code).toBe(0)
  })

  test('check refuses what a fixed rule forbids', async () => {
    const dossier: Dossier = {
      ...loadDossier(intake),
      outputs: [{ id: 'out', kind: 'score', about: 'person', means: 'Danger' }],
    }
    const { code, out } = await run('check', file('score.json', dossier), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out).breaches).toMatchObject([{ rule: 'no-person-score' }])
  })

  test('classify gives a settled class, or says what is still open', async () => {
    const known = loadDossier(intake).aiAct?.known.join(',') ?? ''
    const settled = await run('classify', '--known', known, '--date', '2026-11-22', '--json')
    expect(settled.code).toBe(0)
    expect(JSON.parse(settled.out)).toMatchObject({ class: 'transparency', stable: true, open: [] })
    const open = await run('classify', '--known', 'ai-system', '--date', '2026-11-22')
    expect(open.code).toBe(1)
    expect(open.out).toMatch(/^unclear \(not settled\)/)
    await expect(run('classify', '--known', 'no-such-fact', '--date', '2026-11-22')).rejects.toThrow(/no-such-fact/)
    await expect(run('classify', '--known', 'ai-system', '--date', '2024-01-01')).rejects.toThrow(/2026-08-02/)
  })

  test('publish shows what would go out and what is wrong with it', async () => {
    const { code, out } = await run('publish', intake, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out).faults).toEqual([{ field: 'contact_email', fault: 'missing' }])
  })

  test('diff names each place that differs', async () => {
    const changed = file('changed.json', { ...loadDossier(intake), until: '2027-10-01' })
    expect(await run('diff', intake, changed)).toMatchObject({ code: 1, out: 'until: 2027-11-01 -> 2027-10-01\n' })
    expect((await run('diff', intake, intake)).code).toBe(0)
  })

  test('history folds acts to a day and names those that have no effect', async () => {
    const by = { person: 'olaf', role: 'owner', line: 'first' }
    const acts = [
      { act: 'propose', by, at: '2026-11-22T09:00:00Z', dossier: loadDossier(intake) },
      { act: 'choose', by, at: '2026-11-22T10:00:00Z', because: 'Mine.' },
    ]
    const log = file('acts.jsonl', acts.map(act => JSON.stringify(act)).join('\n'))
    const { code, out } = await run('history', log, '--at', '2026-11-22T12:00:00Z', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      state: 'idea',
      irregular: [{ index: 1, refused: { refused: 'role-may-not' } }],
    })
    expect((await run('history', log, '--at', '2026-11-22T09:30:00Z')).code).toBe(0)
  })

  test('open says what a sealed entry holds, offline, and whether it is what was committed to', async () => {
    const dossier = loadDossier(intake)
    const salt = 'ab'.repeat(32)
    const commitment = commitmentOf(salt, dossier)
    const good = await run('open', file('opened.json', publicOpening({ commitment, salt, dossier })))
    expect(good.code).toBe(0)
    expect(good.out).toContain('/name/en: Help with reporting internet fraud')
    expect(good.out).toContain('/owner/person: (a name, kept back')
    expect(good.out).toContain(`committed to (${sealedName(commitment)})`)
    const whole = { commitment, salt, dossier }
    expect(await run('open', file('whole.json', whole))).toMatchObject({ code: 0 })
    const other = { ...whole, dossier: { ...dossier, organisation: 'Korps Zuiderhaaks' } }
    const bad = await run('open', file('other.json', other), '--json')
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.out)).toMatchObject({ fits: false })
  })

  test('import makes a draft of a card and of a record, and original gives the document back to the byte', async () => {
    for (const [name, as] of [
      ['amt-card.yaml', 'amt'],
      ['algoritmeregister.json', 'algoritmeregister'],
    ] as const) {
      const path = join(import.meta.dirname, '../../register/test/outside', name)
      const who = ['--id', 'a-tool', '--owner', 'olaf', '--unit', 'desk', '--authors', 'anouk']
      const { code, out, err } = await run('import', path, '--as', as, ...who)
      expect(code).toBe(0)
      expect(err).toMatch(/Kept to the byte, with no place here: \S+/)
      const drafted = file(`${as}.yaml`, out)
      expect((await run('original', drafted)).out).toBe(readFileSync(path, 'utf8'))
      expect((await run('check', drafted, '--level', 'assessment')).code).toBe(1)
    }
    await expect(run('original', intake)).rejects.toThrow(/not begun from a document/)
    await expect(run('import', intake, '--as', 'moon')).rejects.toThrow(/amt\|algoritmeregister/)
    await expect(run('import', intake, '--as', 'amt')).rejects.toThrow(/--id/)
  })

  test('import makes the report of an announced test of a result of AI Verify', async () => {
    const path = join(import.meta.dirname, '../../register/test/outside/ai-verify.json')
    const about = ['--test', 'fairness-9', '--dataset', 'f'.repeat(64), '--digest', 'a'.repeat(64)]
    const { code, out } = await run('import', path, '--as', 'ai-verify', ...about, '--n', '400')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      act: 'report-test',
      n: 400,
      original: { text: readFileSync(path, 'utf8') },
    })
    await expect(run('import', path, '--as', 'ai-verify', ...about, '--n', 'many')).rejects.toThrow(/--n/)
  })

  test('bad input says what, where and what to do', async () => {
    await expect(run('check', join(folder, 'none.yaml'))).rejects.toThrow(/none.yaml/)
    await expect(run('nonsense')).rejects.toThrow(/choose from check/)
    await expect(run('check', intake, '--level', 'moon')).rejects.toThrow(/choose assessment/)
    await expect(run('open', file('half.json', { salt: 'x' }))).rejects.toThrow(/no opened entry/)
  })
})
