import type { Annotated, Reader } from '@toetsbaar/extraction'

/** Counts of right, wrong and missed. */
export type Count = { right: number; wrong: number; missed: number }

export type Score = {
  readonly observations: Map<string, Count>
  readonly entities: Map<string, Count>
  /** Every proposal: how sure it was, and whether it was right. */
  readonly proposals: { confidence: number; right: boolean }[]
  readonly settled: number
}

const DATE = '2025-06-01'

function bump(map: Map<string, Count>, key: string): Count {
  const known = map.get(key)
  if (known !== undefined) return known
  const fresh = { right: 0, wrong: 0, missed: 0 }
  map.set(key, fresh)
  return fresh
}

function multiset(items: readonly { readonly type: string; readonly text: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const key = `${item.type}\t${item.text.toLowerCase().replaceAll(/\s/g, '')}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

export function emptyScore(): Score {
  return { observations: new Map(), entities: new Map(), proposals: [], settled: 0 }
}

/** Reads every report and counts (observation, value) pairs and the multiset of entities against what was annotated. */
export function score(
  reader: Reader,
  reports: readonly Annotated[],
  change: (text: string) => string = text => text,
  into: Score = emptyScore(),
): Score {
  let settled = into.settled
  for (const report of reports) {
    const reading = reader.read(change(report.text), { date: DATE })
    const proposed = new Map(reading.observations.map(item => [item.id, item]))
    for (const [id, item] of proposed) {
      const right = report.observations[id]?.value === item.value
      bump(into.observations, id)[right ? 'right' : 'wrong']++
      into.proposals.push({ confidence: item.confidence, right })
    }
    for (const [id, gold] of Object.entries(report.observations)) {
      settled++
      if (proposed.get(id)?.value !== gold.value) bump(into.observations, id).missed++
    }
    const gold = multiset(report.entities)
    const found = multiset(reading.entities.filter(item => item.type !== 'BSN' && item.type !== 'PLATE'))
    for (const key of new Set([...gold.keys(), ...found.keys()])) {
      const count = bump(into.entities, key.split('\t')[0] ?? '')
      const both = Math.min(gold.get(key) ?? 0, found.get(key) ?? 0)
      count.right += both
      count.wrong += (found.get(key) ?? 0) - both
      count.missed += (gold.get(key) ?? 0) - both
    }
  }
  return { ...into, settled }
}

export function precision(count: Count): number {
  return count.right + count.wrong === 0 ? Number.NaN : count.right / (count.right + count.wrong)
}

export function recall(count: Count): number {
  return count.right / (count.right + count.missed)
}

export function f1(count: Count): number {
  return (2 * count.right) / (2 * count.right + count.wrong + count.missed)
}

export function total(counts: Iterable<Count>): Count {
  const sum = { right: 0, wrong: 0, missed: 0 }
  for (const count of counts) {
    sum.right += count.right
    sum.wrong += count.wrong
    sum.missed += count.missed
  }
  return sum
}

/** Mean F1 over the observations with at least `least` annotated examples. */
export function macroF1(score: Score, least = 4): number {
  const rows = [...score.observations.values()].filter(count => count.right + count.missed >= least)
  return rows.reduce((sum, count) => sum + f1(count), 0) / Math.max(1, rows.length)
}

/** Expected calibration error over ten bins of confidence. */
export function calibrationError(proposals: Score['proposals']): number {
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const inside = proposals.filter(item => Math.min(9, Math.floor(item.confidence * 10)) === bin)
    if (inside.length === 0) continue
    const sure = inside.reduce((sum, item) => sum + item.confidence, 0) / inside.length
    const right = inside.filter(item => item.right).length / inside.length
    error += (Math.abs(sure - right) * inside.length) / Math.max(1, proposals.length)
  }
  return error
}

/** Precision and coverage of the proposals that are at least so sure. */
export function selective(score: Score, least: number): { precision: number; coverage: number } {
  const kept = score.proposals.filter(item => item.confidence >= least)
  const right = kept.filter(item => item.right).length
  return { precision: right / Math.max(1, kept.length), coverage: right / Math.max(1, score.settled) }
}

export type Pair = {
  readonly observation: string
  readonly first: string
  readonly firstValue: string
  readonly second: string
  readonly secondValue: string
}

/** The table of flipped pairs: observation, sentence, value, sentence, value, with tabs between them; "-" is unknown. */
export function parsePairs(table: string): Pair[] {
  const pairs = table
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map((line, at) => {
      const [observation, first, firstValue, second, secondValue, ...more] = line.split('\t')
      if (
        observation === undefined ||
        first === undefined ||
        firstValue === undefined ||
        second === undefined ||
        secondValue === undefined ||
        more.length > 0
      )
        throw new Error(`pairs.tsv: line ${at + 1} has not five columns: ${line}`)
      return { observation, first, firstValue, second, secondValue }
    })
  if (pairs.length === 0) throw new Error('pairs.tsv is empty')
  return pairs
}

/** A pair is consistent where neither sentence gets the other one's value and at least one gets its own. */
export function pairReading(reader: Reader, pair: Pair): { consistent: boolean; both: boolean } {
  const settledIn = (text: string) =>
    reader.read(text, { date: DATE }).observations.find(item => item.id === pair.observation)?.value ?? '-'
  const first = settledIn(pair.first)
  const second = settledIn(pair.second)
  const wrong = (value: string, gold: string) => value !== '-' && value !== gold
  const both = first === pair.firstValue && second === pair.secondValue
  return {
    consistent:
      !wrong(first, pair.firstValue) &&
      !wrong(second, pair.secondValue) &&
      (first === pair.firstValue || second === pair.secondValue),
    both,
  }
}

type MaskCount = { hidden: number; persons: number; extra: number; plain: number }

/** Mask mode by token: how many words of persons it hides, and how many words in no entity it hides too. */
export function maskScore(
  reader: Reader,
  reports: readonly Annotated[],
  change: (text: string) => string = text => text,
): MaskCount {
  const count = { hidden: 0, persons: 0, extra: 0, plain: 0 }
  for (const report of reports) {
    const text = change(report.text)
    const { spans } = reader.mask(text, { date: DATE })
    const stretches = (wanted: (type: string) => boolean) =>
      report.entities
        .filter(item => wanted(item.type))
        .flatMap(item => {
          const found: [number, number][] = []
          const name = change(item.text)
          for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found.push([at, at + name.length])
          return found
        })
    const persons = stretches(type => type === 'PERSON')
    const any = stretches(() => true)
    for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const from = word.index
      const to = from + word[0].length
      const hidden = spans.some(span => span.start < to && from < span.end)
      if (persons.some(([a, b]) => a <= from && to <= b)) {
        count.persons++
        if (hidden) count.hidden++
      } else if (!any.some(([a, b]) => a < to && from < b)) {
        count.plain++
        if (hidden) count.extra++
      }
    }
  }
  return count
}
