import { Memo } from './memo.ts'

const DUTCH_UNITS =
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'.split(
    ' ',
  )
const DUTCH_TENS: readonly (readonly [string, number])[] = [
  ['twintig', 20],
  ['dertig', 30],
  ['veertig', 40],
  ['vijftig', 50],
  ['zestig', 60],
  ['zeventig', 70],
  ['tachtig', 80],
  ['negentig', 90],
]
const ENGLISH_UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function belowHundred(): [string, number][] {
  const words: [string, number][] = DUTCH_UNITS.map((word, n) => [word, n])
  for (const [ten, value] of DUTCH_TENS) {
    words.push([ten, value])
    for (let n = 1; n < 10; n++) words.push([`${DUTCH_UNITS[n]}en${ten}`, value + n])
  }
  return words
}

const SMALL = new Map<string, number>(belowHundred())
for (const [n, word] of ENGLISH_UNITS.entries()) SMALL.set(word, n)
for (const [k, ten] of ENGLISH_TENS.entries()) {
  SMALL.set(ten, (k + 2) * 10)
  for (let n = 1; n < 10; n++) SMALL.set(`${ten}-${ENGLISH_UNITS[n]}`, (k + 2) * 10 + n)
}
SMALL.set('fourty', 40)
SMALL.set('één', 1)
SMALL.set('ene', 1)

/** "anderhalfhonderd" is 150, "achtenhalfhonderd" 850: the whole and a half times the hundred. */
const HALF = new Map<string, number>([['anderhalfhonderd', 150]])
for (let n = 2; n < 10; n++) HALF.set(`${DUTCH_UNITS[n]}enhalfhonderd`, n * 100 + 50)

function dutchCompound(word: string): number | undefined {
  const thousand = word.indexOf('duizend')
  if (thousand >= 0) {
    const head = thousand === 0 ? 1 : dutchCompound(word.slice(0, thousand))
    const tail = word.slice(thousand + 7)
    const rest = tail === '' ? 0 : dutchCompound(tail)
    return head === undefined || rest === undefined || rest >= 1000 ? undefined : head * 1000 + rest
  }
  const half = HALF.get(word)
  if (half !== undefined) return half
  const hundred = word.indexOf('honderd')
  if (hundred >= 0) {
    const head = hundred === 0 ? 1 : SMALL.get(word.slice(0, hundred))
    const tail = word.slice(hundred + 7)
    const rest = tail === '' ? 0 : SMALL.get(tail.startsWith('en') && SMALL.has(tail.slice(2)) ? tail.slice(2) : tail)
    return head === undefined || rest === undefined ? undefined : head * 100 + rest
  }
  return SMALL.get(word)
}

const NONE = -1
const VALUES = new Memo(word => spokenValue(word) ?? NONE)

/** Value of one written-out number word, Dutch ("driehonderdveertig") or English ("twenty-five"); undefined where it is none. */
export function numberWord(word: string): number | undefined {
  const value = VALUES.of(word)
  return value === NONE ? undefined : value
}

function spokenValue(word: string): number | undefined {
  const low = word.toLowerCase().replaceAll('ë', 'e').replaceAll('é', 'e').replaceAll('ï', 'i')
  if (low.length > 60) return undefined
  if (low === 'hundred') return 100
  if (low === 'thousand') return 1000
  return dutchCompound(low)
}

/** Value of a run of number words ("negen honderd", "three hundred and forty"), and how many of them it takes. */
export function numberRun(words: readonly string[], from: number): { value: number; count: number } | undefined {
  let total = 0
  let current: number | undefined
  let count = 0
  for (let i = from; i < words.length && i < from + 8; i++) {
    const word = words[i] ?? ''
    if (
      (word === 'and' || word === 'en') &&
      current !== undefined &&
      current % 100 === 0 &&
      numberWord(words[i + 1] ?? '') !== undefined
    )
      continue
    const value = numberWord(word)
    if (value === undefined) break
    if (word === 'hundred' || word === 'honderd') {
      const below = (current ?? 0) % 1000
      current = (current ?? 0) - below + (below === 0 ? 1 : below) * 100
    } else if (word === 'thousand' || word === 'duizend') {
      total += (current === undefined ? 1 : current) * 1000
      current = 0
    } else if (current === undefined || current === 0) current = value
    else if (current % 100 === 0 && value < 100) current += value
    else if (current % 1000 === 0 && value < 1000) current += value
    else if (current % 10 === 0 && current < 100 && value < 10) current += value
    else break
    count = i - from + 1
  }
  return current === undefined ? undefined : { value: total + current, count }
}
