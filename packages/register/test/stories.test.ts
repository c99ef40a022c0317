import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Dossier,
  fold,
  isRefused,
  leave,
  licensedDigest,
  openExemptions,
  openingFits,
  openRegister,
  publicEntry,
  publicList,
  timeline,
} from '../src/index.ts'
import { cast, farewell, fourEyes, fullDossier, partsOf, toFieldLab } from './cast.ts'
import { memoryLedger } from './memory-ledger.ts'
import { Play } from './play.ts'

const digest = licensedDigest(partsOf('a'))
const request = { dossier: 'area-forecast', digest, purpose: 'planning', unit: 'district-north' }
const runs = (play: Play) => !isRefused(leave(play.dossier, request, play.at))

/** The walk-through in the docs is the story that is tested here: its lines are the history that the code gives. */
function told(page: string, heading: string, play: Play): void {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/stories', page), 'utf8')
  const block = new RegExp(`## ${heading}[\\s\\S]*?\`\`\`text\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
  const rows = timeline(play.acts, play.at, 'en').map(
    ({ at, text: what, detail }) =>
      `${at.slice(0, 16).replace('T', ' ')}  ${what}${detail === '' ? '' : `: ${detail}`}`,
  )
  expect(block.trim().split('\n')).toEqual(rows)
}

const measured = (play: Play, value: number) =>
  play.do({
    act: 'measure',
    by: cast.register,
    criterion: 'hit-rate',
    digest,
    value,
    n: 40,
    from: play.dossier.watch['hit-rate']?.from ?? '',
    to: new Date(play.now + 1000).toISOString(),
  })

function without(...names: (keyof Dossier)[]): Dossier {
  return Object.fromEntries(Object.entries(fullDossier()).filter(([name]) => !names.includes(name as never))) as Dossier
}

function inFieldLab(): Play {
  const play = new Play('2026-01-12T09:00:00Z').do(...toFieldLab(fullDossier()))
  return play.do(...fourEyes('field-lab', 1, play.content()))
}

test('an area forecast with a vague goal is stopped at the first gate', () => {
  const play = new Play('2026-01-12T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: without('criteria') })
  expect(play.try({ act: 'choose', by: cast.board, because: 'We want fewer burglaries.' })).toMatchObject({
    refused: 'demands-not-met',
    gaps: [{ id: 'criteria', says: { en: 'There is no measurable criterion of success. The goal is too vague.' } }],
  })
  expect(play.dossier.state).toBe('idea')
  told('area-forecast.md', 'A vague goal', play)
})

test('one with criteria but no data is suspended after its first window, without anybody doing anything', () => {
  const play = inFieldLab()
  expect(runs(play)).toBe(true)
  const due = play.dossier.watch['hit-rate']?.due ?? ''
  expect(runs(play.until(due, -1))).toBe(true)
  expect(runs(play.until(due, 1))).toBe(false)
  expect(publicEntry(play.dossier, play.acts, play.at, 'nl')).toMatchObject({
    state: 'suspended',
    because: 'Criterium hit-rate is niet op tijd gemeten.',
  })
  told('area-forecast.md', 'Criteria, but no data', play)
})

test('a healthy one stays, and its end is public', () => {
  const play = inFieldLab()
  for (const day of ['2026-02-01', '2026-02-25', '2026-03-20']) {
    measured(play.until(`${day}T09:00:00Z`), 0.45)
    expect(runs(play)).toBe(true)
  }
  play.until('2026-04-10T09:00:00Z').do(...fourEyes('retire', 1, play.content(), { farewell }))
  expect(runs(play)).toBe(false)
  expect(publicList([play.dossier], play.at, 'nl')).toMatchObject([{ id: 'area-forecast', state: 'retired' }])
  expect(publicEntry(play.dossier, play.acts, play.at, 'nl')).toMatchObject({
    state: 'retired',
    because: 'De voorspelling is gestopt.',
  })
  told('area-forecast.md', 'A healthy one', play)
})

test('somebody changes a threshold on a Friday night and nothing runs', async () => {
  const play = inFieldLab()
  measured(play.until('2026-02-06T16:00:00Z'), 0.45)
  expect(runs(play)).toBe(true)
  // Friday, 23:40: the threshold in the configuration goes from 0.30 to 0.29.
  play.until('2026-02-06T23:40:00Z')
  const changed = licensedDigest({ ...partsOf('a'), configuration: 'b'.repeat(64) })
  expect(leave(play.dossier, { ...request, digest: changed }, play.at)).toMatchObject({
    refused: 'digest-not-licensed',
  })
  const dossier = fullDossier({ runs: { parts: { ...partsOf('a'), configuration: 'b'.repeat(64) } } })
  play.do({ act: 'file', by: cast.author, dossier, because: 'A better threshold.' })
  play.do({ act: 'request', by: cast.author, step: 'license', version: 2, because: 'It is late and it works.' })
  const content = play.content()
  for (const by of [cast.author, cast.board, cast.board, cast.auditor])
    play.try({ act: 'approve', by: by as never, step: 'license', version: 2, content })
  expect(leave(play.dossier, { ...request, digest: changed }, play.at)).toMatchObject({
    refused: 'digest-not-licensed',
  })
  // Monday: the second line looks too.
  play.until('2026-02-09T09:00:00Z').do({ act: 'approve', by: cast.controller, step: 'license', version: 2, content })
  expect(leave(play.dossier, { ...request, digest: changed }, play.at)).toMatchObject({ version: 2 })
  expect(runs(play)).toBe(false)
  told('friday-night.md', 'What the log says', play)
})

test('a sealed tool of an investigation is opened and verified by an outsider', async () => {
  let now = Date.parse('2026-01-12T09:00:00Z')
  const clock = () => new Date(now)
  const ledger = memoryLedger(clock)
  const register = await openRegister({
    ledger,
    clock,
    random: bytes => new Uint8Array(bytes).fill(9),
    signingKey: generateKeyPairSync('ed25519').privateKey,
  })
  const id = 'case-tool-7'
  const dossier = fullDossier({ id })
  const salt = '5e'.repeat(32)
  await register.act(id, { act: 'propose', by: cast.author, dossier })
  const content = (await register.entry(id))?.versions[0].content ?? ''
  const terms = {
    ground: 'investigation',
    whyNotLess: 'Its purpose names the market that is watched.',
    withheld: ['everything'],
    investigation: 'Case Heron',
    until: '2026-05-01T00:00:00Z',
    salt,
  }
  for (const input of fourEyes('exempt', 1, content, { exemption: terms })) {
    now += 60_000
    expect(isRefused(await register.act(id, input))).toBe(false)
  }
  const play = { acts: (await register.timeline(id)).map(({ act }) => act), at: '2026-05-20T09:00:00Z' }
  const sealed = (await register.entries()).map(entry => publicEntry(entry, play.acts, clock().toISOString(), 'en'))
  expect(sealed).toEqual([undefined])
  expect(openExemptions(await register.entries(), clock().toISOString())).toEqual({ count: 1, ageDays: [0] })
  const [committed] = await register.commitments()
  expect(JSON.stringify(ledger.entries.filter(({ stream }) => stream === 'register/public'))).not.toMatch(
    /tool|Heron|burglar/,
  )

  // The investigation ends early. The close gets lost, so the hard end and fourteen days count.
  now = Date.parse('2026-05-15T00:00:01Z')
  const [entry] = await register.entries()
  const shown = entry === undefined ? undefined : publicEntry(entry, play.acts, clock().toISOString(), 'en')
  expect(shown).toMatchObject({ id, withheld: [] })
  // An outsider has the entry, the salt and the log.
  expect(openingFits({ commitment: committed?.commitment ?? '', salt, dossier })).toBe(true)
  expect(
    openingFits({
      commitment: committed?.commitment ?? '',
      salt,
      dossier: { ...dossier, organisation: 'Korps Zuiderhaaks' },
    }),
  ).toBe(false)
  const whole = new Play('2026-05-20T09:00:00Z')
  whole.acts.push(...play.acts)
  expect(fold(whole.acts).irregular).toEqual([])
  told('sealed-tool.md', 'What the log says', whole)
})

test('the table of steps in the docs is the table of the code', async () => {
  const { table } = await import('../src/index.ts')
  const text = readFileSync(join(import.meta.dirname, '../../../docs/register.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([^|]*) \| ([^|]*) \|$/gm)].map(([, act, from, by]) => [
    act,
    from?.trim(),
    by?.trim(),
  ])
  expect(rows).toEqual(
    Object.entries(table).map(([act, { from, by }]) => [act, from.join(', ') || '(nothing yet)', by.join(', ')]),
  )
})
