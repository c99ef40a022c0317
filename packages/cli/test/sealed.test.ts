import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '@toetsbaar/ledger'
import { openRegister } from '@toetsbaar/register'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { cast, fourEyes, fullDossier } from '../../register/test/cast.ts'
import { register as command } from '../src/register.ts'

const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-sealed-'))
let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await command(args, { stdin: async () => '', out: text => out.push(text), err: text => err.push(text) })
  return { code, out: out.join(''), err: err.join('') }
}

const at = (name: string) => join(folder, name)

test('a tool of an investigation is sealed, its close gets lost, its end comes, and an outsider opens and verifies it offline', async () => {
  let now = Date.parse('2026-01-12T09:00:00Z')
  const clock = () => new Date(now)
  const signing = generateKeyPairSync('ed25519').privateKey
  const ledger = await openLedger({
    pool: database.pool,
    keys: { origin: 'sealed.test/ledger', signing, masters: [{ id: 'm1', secret: new Uint8Array(32).fill(1) }] },
    clock,
    random: length => randomBytes(length),
  })
  const register = await openRegister({ ledger, clock, random: length => randomBytes(length), signingKey: signing })
  const id = 'kingfisher-tool'
  await register.act(id, { act: 'propose', by: cast.author, dossier: fullDossier({ id }) })
  const content = (await register.entry(id))?.versions[0].content ?? ''
  const exemption = {
    ground: 'investigation',
    whyNotLess: 'Its purpose names the market that is watched.',
    withheld: ['everything'],
    investigation: 'Case Heron',
    until: '2026-05-01T00:00:00Z',
    salt: randomBytes(32).toString('hex'),
  }
  for (const input of fourEyes('exempt', 1, content, { exemption })) {
    now += 60_000
    await register.act(id, input)
  }

  // While it is sealed: the whole log may lie in the open, and tells that something was sealed, not what.
  const dump = async (name: string) => {
    const lines: string[] = []
    for await (const part of ledger.dump(['register/public'])) lines.push(part)
    writeFileSync(at(name), lines.join(''))
  }
  await dump('sealed.jsonl')
  const sealed = readFileSync(at('sealed.jsonl'), 'utf8')
  expect(sealed).toContain('exemption.committed')
  for (const word of ['kingfisher', 'Heron', 'burglar', 'olaf', exemption.salt]) expect(sealed).not.toContain(word)
  expect(await register.opened(id)).toEqual([])

  // Nobody closes it. The end and fourteen days come by themselves; the outsider takes what anybody is given.
  now = Date.parse('2026-05-15T00:00:01Z')
  const [opening] = await register.opened(id)
  writeFileSync(at('opened.json'), JSON.stringify(opening))
  await dump('log.jsonl')
  writeFileSync(at('key.txt'), ledger.verifier)
  const args = ['--dump', at('log.jsonl'), '--key', at('key.txt')]
  const verified = await run('verify', at('opened.json'), ...args)
  expect(verified.out).toMatch(/This is the entry that was committed to \(sealed-[0-9a-f]{16}\)\./)
  expect(verified.out).toMatch(/committed to at 2026-01-12T09:03:00\.000Z, as entry \d+ of the log/)
  expect(verified.code).toBe(0)
  // The log of while it was sealed knew it already.
  const early = await run('verify', at('opened.json'), '--dump', at('sealed.jsonl'), '--key', at('key.txt'), '--json')
  expect(JSON.parse(early.out)).toMatchObject({ fits: true, log: true, place: { at: '2026-01-12T09:03:00.000Z' } })
  const shown = await run('open', at('opened.json'))
  expect(shown.out).toContain('/purpose/goal/en: Fewer burglaries a week.')
  expect(shown.out).not.toContain('olaf')

  // Another text, another log, a changed log and another key are all found out.
  const text = readFileSync(at('opened.json'), 'utf8')
  writeFileSync(at('changed.json'), text.replace('Fewer burglaries a week.', 'More burglaries a week.'))
  expect(await run('verify', at('changed.json'), ...args)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/not the entry/),
  })
  const log = readFileSync(at('log.jsonl'), 'utf8')
  writeFileSync(at('cut.jsonl'), log.replace('exemption.committed', 'exemption.Committed'))
  const cut = await run('verify', at('opened.json'), '--dump', at('cut.jsonl'), '--key', at('key.txt'))
  expect(cut).toMatchObject({ code: 1, out: expect.stringContaining('The log is not whole') })
  const other = await openLedger({
    pool: database.pool,
    keys: {
      origin: 'sealed.test/ledger',
      signing: generateKeyPairSync('ed25519').privateKey,
      masters: [{ id: 'm1', secret: new Uint8Array(32).fill(1) }],
    },
    clock,
    random: length => randomBytes(length),
  })
  expect((await run('verify', at('opened.json'), '--dump', at('log.jsonl'), '--key', other.verifier)).code).toBe(1)
  await expect(run('verify', at('opened.json'))).rejects.toThrow(/--dump/)
})
