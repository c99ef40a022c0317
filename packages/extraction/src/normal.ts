/** A text made uniform, with the way back: `starts[i]` and `ends[i]` are the stretch of the typed text behind code unit i. */
export type NormalText = {
  readonly text: string
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly typed: string
}

// Greek and Cyrillic letters that look like Latin ones (Unicode TS 39, the single-letter confusables only).
const LOOK_ALIKES = new Map<string, string>(
  [
    ...'АA ВB СC ЕE НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY аa сc еe іi јj оo рp ѕs хx уy ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv ıi ɡg',
  ]
    .join('')
    .split(' ')
    .map(pair => [pair.charAt(0), pair.charAt(1)]),
)

const SIGNS = new Map<string, string>([
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['‛', "'"],
  ['`', "'"],
  ['´', "'"],
  ['ʼ', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‐', '-'],
  ['‑', '-'],
  ['‒', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['﹘', '-'],
  ['…', '.'],
])

function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}

function isOddSpace(code: number): boolean {
  return (
    code === 9 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

function isMark(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0x1ab0 && code <= 0x1aff) || (code >= 0x20d0 && code <= 0x20ff)
}

function isLatinOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 126 || code === 9 || code === 96 || code === 13) return false
  }
  return true
}

function identity(text: string): NormalText {
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  for (let i = 0; i < text.length; i++) {
    starts[i] = i
    ends[i] = i + 1
  }
  return { text, starts, ends, typed: text }
}

/** Whether the word around `i` has a Latin letter or a digit, so that a look-alike in it is one of those in disguise. */
function wordIsLatin(typed: string, i: number): boolean {
  const limit = 40
  for (let j = i - 1; j >= 0 && i - j < limit && typed.charCodeAt(j) > 32; j--)
    if (isLatinOrDigit(typed.charCodeAt(j))) return true
  for (let j = i + 1; j < typed.length && j - i < limit && typed.charCodeAt(j) > 32; j++)
    if (isLatinOrDigit(typed.charCodeAt(j))) return true
  return false
}

function plainSign(typed: string, i: number, unit: string): string {
  const code = unit.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (isOddSpace(code)) return ' '
  if (code === 13) return '\n'
  const sign = SIGNS.get(unit)
  if (sign !== undefined) return sign
  const twin = LOOK_ALIKES.get(unit)
  return twin !== undefined && wordIsLatin(typed, i) ? twin : unit
}

/**
 * Makes a typed text uniform for reading: NFC, look-alike letters, invisible signs, odd spaces, quotes and dashes.
 * Every code unit keeps the stretch of the typed text that it stands for, so a quote is always cut from what was typed.
 */
export function normalise(typed: string): NormalText {
  if (isPlain(typed)) return identity(typed)
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let i = 0
  while (i < typed.length) {
    const code = typed.charCodeAt(i)
    if (isInvisible(code)) {
      i++
      continue
    }
    let j = i + 1
    while (j < typed.length && j - i < 8 && isMark(typed.charCodeAt(j))) j++
    const unit = j === i + 1 ? plainSign(typed, i, typed.charAt(i)) : typed.slice(i, j).normalize('NFC')
    for (let k = 0; k < unit.length; k++) {
      starts.push(i)
      ends.push(j)
    }
    text += unit
    i = j
  }
  return { text, starts: Int32Array.from(starts), ends: Int32Array.from(ends), typed }
}

/** The stretch of the typed text behind [start, end) of the uniform text. */
export function typedRange(
  normal: NormalText,
  start: number,
  end: number,
): { start: number; end: number; quote: string } {
  const from = normal.starts[start] ?? normal.typed.length
  const to = end > start ? (normal.ends[end - 1] ?? normal.typed.length) : from
  return { start: from, end: to, quote: normal.typed.slice(from, to) }
}

const FOLDED = new Map<string, string>()

/** Lower case without accents; length may change, so it is for comparing words, not for offsets. */
export function fold(word: string): string {
  const low = word.toLowerCase()
  let plain = true
  for (let i = 0; i < low.length; i++) if (low.charCodeAt(i) > 126) plain = false
  if (plain) return low
  const known = FOLDED.get(low)
  if (known !== undefined) return known
  const folded = low
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
  if (FOLDED.size < 5000) FOLDED.set(low, folded)
  return folded
}
