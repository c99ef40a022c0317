import { recall } from '@toetsbaar/register'
import { expect, test } from 'vitest'
import { usesIn } from '../src/register-recall.ts'

type Event = Parameters<typeof usesIn>[1][number]

/** The same order every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('a planted faulty version is found with all it did and all that was decided on its advice, and nothing else', () => {
  const next = dice(11)
  const faulty = 'a'.repeat(64)
  const permits = Array.from({ length: 60 }, (_, at) => ({
    id: `p${at}`,
    digest: at % 5 === 0 ? faulty : 'b'.repeat(64),
  }))
  const bad = new Set(permits.filter(({ digest }) => digest === faulty).map(({ id }) => id))
  const cases = Array.from({ length: 300 }, (_, at) => {
    const events: Event[] = []
    const expected: string[] = []
    let advised: string | undefined
    for (let version = 1; version <= 2 + next() * 12; version++) {
      const permit = `p${Math.floor(next() * permits.length)}`
      const system = { kind: 'system', dossier: 'intake', version: 1, permit } as const
      const kind = next()
      if (kind < 0.3) events.push({ version, type: 'inquiry.answered', by: { kind: 'citizen' } })
      else if (kind < 0.55) events.push({ version, type: 'run.asked', by: system })
      else if (kind < 0.8) events.push({ version, type: 'run.advised', by: system })
      else events.push({ version, type: 'officer.decided', by: { kind: 'officer', id: 'o', role: 'intake-officer' } })
      const { type } = events.at(-1) ?? { type: '' }
      if (type === 'run.advised') advised = permit
      const touched = type.startsWith('run.') ? permit : type === 'officer.decided' ? advised : undefined
      if (touched !== undefined && bad.has(touched)) expected.push(`c${at} ${version} ${type}`)
    }
    return { id: `c${at}`, events, expected }
  })
  const found = recall(
    [faulty],
    permits,
    cases.flatMap(({ id, events }) => usesIn(id, events)),
  )
  const expected = cases.flatMap(one => one.expected)
  expect(expected.length).toBeGreaterThan(150)
  expect(found.uses.map(use => `${use.case} ${use.position} ${use.kind}`).sort()).toEqual([...expected].sort())
  expect(found.cases).toEqual([...new Set(expected.map(one => one.split(' ')[0] ?? ''))].sort())
  expect(expected.some(one => one.endsWith('officer.decided'))).toBe(true)
})
