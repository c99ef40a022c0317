import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ExactKind, identifier, likeness, nameAndPlace } from '../src/index.ts'
import { blocksOf } from '../src/name.ts'

function table(name: string): string[][] {
  const lines = readFileSync(join(import.meta.dirname, 'cases', name), 'utf8').split('\n')
  const rows = lines.filter(line => line.includes('|') && !line.startsWith('#'))
  expect(rows.length).toBeGreaterThan(5)
  return rows.map(row => row.split('|').map(cell => cell.trim()))
}

test('an identifier has one spelling, and what is none is left out', () => {
  for (const [kind, typed, spelling] of table('spellings.txt'))
    expect([typed, identifier(kind as ExactKind, typed ?? '')?.value ?? '-']).toEqual([typed, spelling])
})

test('names at one place are alike by their words, not by their order, and share a key to be found by', () => {
  const read = (cell = '') => nameAndPlace(cell.split(',')[0] ?? '', cell.split(',')[1] ?? '')
  for (const [left, right, verdict] of table('names.txt')) {
    const [one, other] = [read(left), read(right)]
    if (one === undefined || other === undefined) throw new Error(`No name with a place: ${left} | ${right}`)
    const alike = likeness(one, other) >= 0.85
    expect([left, right, alike ? 'alike' : 'not']).toEqual([left, right, verdict])
    expect(likeness(other, one)).toBe(likeness(one, other))
    if (alike) expect(blocksOf(one).filter(key => blocksOf(other).includes(key))).not.toEqual([])
  }
})

test('a first name alone, initials alone and a name without a place link nothing', () => {
  expect(nameAndPlace('Joris', 'Zwolle')).toBeUndefined()
  expect(nameAndPlace('J. K.', 'Zwolle')).toBeUndefined()
  expect(nameAndPlace('Joris Kwikstaart', ' ')).toBeUndefined()
  expect(nameAndPlace('de heer van der Kwikstaart', 'Zwolle')).toBeUndefined()
})
