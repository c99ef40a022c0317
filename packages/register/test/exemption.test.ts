import { expect, test } from 'vitest'
import {
  type ActInput,
  algoritmeregister,
  board,
  type Dossier,
  euRecord,
  isRefused,
  openExemptions,
  openingFits,
  publicEntry,
  publicList,
  withholding,
} from '../src/index.ts'
import { cast, fourEyes, fullDossier } from './cast.ts'
import { Play } from './play.ts'
import { dice } from './world.ts'

const canary = 'kingfisher'
const salt = 'ab'.repeat(32)

/** Every text of the dossier holds the canary, and so does every act below. */
function sealedDossier(): Dossier {
  const mark = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mark)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mark(member)]))
    return typeof value === 'string' && value.includes(' ') ? `${value} ${canary}` : value
  }
  return mark(fullDossier({ id: 'case-tool-7' })) as Dossier
}

const terms = (investigation: string, until: string, withheld: readonly string[] = ['everything']) => ({
  exemption: {
    ground: 'investigation',
    whyNotLess: `Its name says what it does ${canary}`,
    withheld,
    investigation,
    until,
    salt,
  },
})

function grant(
  play: Play,
  investigation: string,
  days: number,
  [first, second] = [cast.board, cast.controller] as const,
): boolean {
  const until = new Date(play.now + days * 86_400_000).toISOString()
  const version = play.dossier.versions.length
  const [ask] = fourEyes('exempt', version, play.content(), terms(investigation, until))
  if (ask === undefined || isRefused(play.try(ask))) return false
  for (const by of [first, second]) {
    const outcome = play.try({ act: 'approve', by, step: 'exempt', version, content: play.content() })
    if (!isRefused(outcome)) continue
    play.do({ act: 'decline', by: cast.auditor, because: `Not like this ${canary}` })
    return false
  }
  return true
}

const outward = (play: Play, now: string) =>
  JSON.stringify([
    publicList([play.dossier], now, 'nl'),
    publicEntry(play.dossier, play.acts, now, 'nl') ?? 'nothing',
    publicEntry(play.dossier, play.acts, now, 'en') ?? 'nothing',
    algoritmeregister(play.dossier, now) ?? 'nothing',
    openExemptions([play.dossier], now),
    play.dossier.exemptions.map(({ commitment }) => commitment),
  ])

const start = () => new Play('2026-01-10T09:00:00Z').do({ act: 'propose', by: cast.author, dossier: sealedDossier() })

test('an exemption withholds everything to the second, and then the entry is public by itself', () => {
  const play = start()
  expect(outward(play, play.at)).toContain(canary)
  expect(grant(play, 'Case Heron', 30)).toBe(true)
  const [exemption] = play.dossier.exemptions
  const until = exemption?.until ?? ''
  const open = new Date(Date.parse(until) + 14 * 86_400_000)
  expect(outward(play, play.at)).not.toContain(canary)
  expect(openExemptions([play.dossier], until)).toEqual({ count: 1, ageDays: [29] })
  expect(outward(play, new Date(open.getTime() - 1000).toISOString())).not.toContain(canary)
  expect(outward(play, new Date(open.getTime() + 1000).toISOString())).toContain(canary)
  // The board and the non-public registration show it all along.
  expect(JSON.stringify([board([play.dossier], play.at, 'en'), euRecord(play.dossier)])).toContain(canary)
})

test('a close ends it sooner; a close that got lost changes nothing about the hard end', () => {
  const play = start()
  grant(play, 'Case Heron', 300)
  play
    .until('2026-02-01T00:00:00Z')
    .do({ act: 'end-exemption', by: cast.owner, investigation: 'Case Heron', because: 'Over and done.' })
  expect(outward(play, '2026-02-14T00:00:00Z')).not.toContain(canary)
  expect(outward(play, '2026-02-16T00:00:00Z')).toContain(canary)
})

test('after the end it is granted anew only for another investigation and by others', () => {
  const play = start()
  grant(play, 'Case Heron', 10)
  play.until('2026-02-10T00:00:00Z')
  expect(grant(play, 'Case Heron', 10, [cast.otherOwner, cast.otherController])).toBe(false)
  expect(grant(play, 'Case Stork', 10)).toBe(false)
  expect(grant(play, 'Case Stork', 10, [cast.otherOwner, cast.otherController])).toBe(true)
  expect(outward(play, play.at)).not.toContain(canary)
})

test('no lease is longer than a year or without an end', () => {
  const play = start()
  expect(grant(play, 'Case Heron', 367)).toBe(false)
  expect(grant(play, 'Case Heron', 0)).toBe(false)
  expect(grant(play, 'Case Heron', 360)).toBe(true)
})

test('in every order of grant, extend, close, lost close and clock nothing leaks and the public count is the real one', () => {
  let withheld = 0
  for (let seed = 1; seed <= 80; seed++) {
    const die = dice(seed)
    const play = start()
    for (let turn = 0; turn < 12; turn++) {
      play.now += Math.floor(die.next() * 40 * 86_400_000)
      const investigation = die.pick(['Case Heron', 'Case Stork', 'Case Crane'])
      const pair = die.chance(0.5)
        ? ([cast.board, cast.controller] as const)
        : ([cast.otherOwner, cast.otherController] as const)
      if (die.chance(0.5)) grant(play, investigation, Math.floor(die.next() * 90), pair as never)
      else if (die.chance(0.7))
        play.try({ act: 'end-exemption', by: cast.owner, investigation, because: `Over ${canary}` })
      else play.try({ act: 'signal', by: cast.citizen, signal: `s${turn}`, text: `I saw a ${canary}` } as ActInput)
      // Again by hand: the last lease, its own end or the earlier close, and fourteen days.
      const last = play.dossier.exemptions.at(-1)
      const end =
        last === undefined
          ? 0
          : Math.min(Date.parse(last.until), last.endedAt === undefined ? Infinity : Date.parse(last.endedAt))
      const hidden = last !== undefined && play.now < end + 14 * 86_400_000
      if (hidden) withheld++
      expect(outward(play, play.at).includes(canary), `seed ${seed}, turn ${turn}`).toBe(!hidden)
      expect(openExemptions([play.dossier], play.at).count).toBe(hidden ? 1 : 0)
      expect(withholding(play.dossier, play.at) !== undefined).toBe(hidden)
    }
  }
  expect(withheld).toBeGreaterThan(150)
})

test('a part can be withheld on its own, and the entry says so', () => {
  const play = start()
  const until = new Date(play.now + 30 * 86_400_000).toISOString()
  const [ask, ...approvals] = fourEyes('exempt', 1, play.content(), terms('Case Heron', until, ['data', 'criteria']))
  play.do(...[ask, ...approvals].filter(one => one !== undefined))
  const entry = publicEntry(play.dossier, play.acts, play.at, 'en')
  expect(entry?.withheld).toEqual(['data', 'criteria'])
  expect(entry?.criteria).toEqual([])
  expect(JSON.stringify(entry)).not.toContain('burglaries in the square')
  expect(algoritmeregister(play.dossier, play.at)).not.toHaveProperty('source_data')
})

test('a sealed entry is opened and verified offline; one changed letter does not fit', () => {
  const play = start()
  grant(play, 'Case Heron', 30)
  const commitment = play.dossier.exemptions[0]?.commitment ?? ''
  const dossier = sealedDossier()
  expect(openingFits({ commitment, salt, dossier })).toBe(true)
  expect(openingFits({ commitment, salt: 'ac'.repeat(32), dossier })).toBe(false)
  expect(openingFits({ commitment, salt, dossier: { ...dossier, organisation: 'Korps Zuiderhaaks' } })).toBe(false)
})
