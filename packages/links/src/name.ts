/** A name of the other party with a place, in one spelling each. The name's words are sorted: people turn them round. */
export type NameAndPlace = { readonly name: string; readonly place: string }

/** Words that stand in names and tell nobody apart. */
const particles = new Set(
  'van von de der den het ter ten te la le da di el al dhr mevr mr mrs ms dr drs ir ing heer mevrouw meneer'.split(' '),
)
const samePlace: Readonly<Record<string, string>> = {
  'den haag': 'gravenhage',
  'the hague': 'gravenhage',
  's gravenhage': 'gravenhage',
  'den bosch': 'hertogenbosch',
  's hertogenbosch': 'hertogenbosch',
}

const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ĳ/g, 'ij')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')

/** One spelling of a name and a place; undefined where less than two words of a name remain: a first name alone links half a country. */
export function nameAndPlace(name: string, place: string): NameAndPlace | undefined {
  const kept = words(name)
    .filter(word => !particles.has(word))
    .slice(0, 5)
    .sort()
  const where = words(place).join(' ')
  if (kept.length < 2 || where === '' || kept.every(word => word.length === 1)) return undefined
  return { name: kept.join(' '), place: samePlace[where] ?? where }
}

/**
 * Keys under which names that could be alike are found without comparing all with all: the place, with the sound of each
 * word of the name. Two names are compared only when they share one.
 */
export function blocksOf({ name, place }: NameAndPlace): readonly string[] {
  const sounds = name
    .split(' ')
    .filter(word => word.length > 1)
    .map(sound)
  return [...new Set(sounds)].map(each => `${place} ${each}`)
}

/** How a word sounds in Dutch, roughly: spellings of one sound fall together, vowels after the first sign are left out. */
function sound(word: string): string {
  const folded = word
    .replace(/sch/g, 's')
    .replace(/ph/g, 'f')
    .replace(/th|dt/g, 't')
    .replace(/ck|q|c(?=[aoukrl]|$)/g, 'k')
    .replace(/ch|g/g, 'h')
    .replace(/[cz]/g, 's')
    .replace(/x/g, 'ks')
    .replace(/v|w/g, 'f')
    .replace(/d$/g, 't')
    .replace(/ij|ei|y/g, 'i')
    .replace(/ou|au/g, 'u')
    .replace(/j/g, 'i')
  const rest = folded.slice(1).replace(/[aeiou]/g, '')
  return ((folded[0] ?? '') + rest).replace(/(.)\1+/g, '$1')
}

/**
 * How alike two names at one place are, from 0 to 1: the best pairing of their words by edit distance (Damerau and
 * Levenshtein, neighbours swapped count once), an initial against a word counts .8, words without a partner count 0. Names at different places are not compared: 0.
 */
export function likeness(one: NameAndPlace, other: NameAndPlace): number {
  if (one.place !== other.place) return 0
  const [few, many] = [one.name.split(' '), other.name.split(' ')].sort((a, b) => a.length - b.length)
  if (few === undefined || many === undefined) return 0
  return bestPairing(few, many) / many.length
}

/** The largest sum of likenesses over all ways to give each of the few a partner of its own. Names have few words. */
function bestPairing(few: readonly string[], many: readonly string[]): number {
  const [word, ...others] = few
  if (word === undefined) return 0
  return Math.max(...many.map((each, at) => wordLikeness(word, each) + bestPairing(others, many.toSpliced(at, 1))))
}

function wordLikeness(one: string, other: string): number {
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? (one === other ? 1 : 0.8) : 0
  return 1 - editDistance(one, other) / Math.max(one.length, other.length)
}

/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function editDistance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      let best = Math.min((last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same)
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1)
      now.push(best)
    }
    before = last
    last = now
  }
  return last[other.length] ?? 0
}
