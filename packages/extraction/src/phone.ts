import { endsWord, type Found, isAlnum, isDigit, startsWord } from './found.ts'

type Digits = { readonly digits: string; readonly end: number; readonly groups: number }

/** Digits from `at` with at most three signs between two of them (space, dash, dot, slash, brackets). */
function collect(text: string, at: number, most: number): Digits {
  let digits = ''
  let end = at
  let groups = 1
  let i = at
  while (i < text.length && digits.length < most) {
    const code = text.charCodeAt(i)
    if (isDigit(code)) {
      digits += text.charAt(i)
      i++
      end = i
      continue
    }
    let j = i
    while (j < text.length && j - i < 3 && ' -./()'.includes(text.charAt(j))) j++
    if (j === i || !isDigit(text.charCodeAt(j))) break
    // "06 12345678. 2 dagen": a full stop with a space ends the number
    if (text.slice(i, j).includes('. ')) break
    groups++
    i = j
  }
  return { digits, end, groups }
}

function international(text: string, at: number, skip: number): Found | undefined {
  const { digits, end } = collect(text, at + skip, 15)
  const trunk = digits.startsWith('310') || digits.startsWith('320') ? digits.slice(0, 2) + digits.slice(3) : digits
  const home = trunk.startsWith('31') || trunk.startsWith('32')
  if (!endsWord(text, end) || trunk.length < (home ? 10 : 9) || trunk.length > (home ? 12 : 15)) return undefined
  return { type: 'PHONE', start: at, end, confidence: 0.98, normal: `+${trunk}` }
}

/** How a national number may be cut: the first group of a Dutch or Belgian number has 2 to 5 digits, or it is one run. */
function looksCut(text: string, at: number, end: number): boolean {
  const first = /^\d{1,12}/.exec(text.slice(at, Math.min(end, at + 12)))?.[0].length ?? 0
  return end - at <= 11 || (first >= 2 && first <= 5)
}

function national(text: string, at: number, context: boolean): Found | undefined {
  const { digits, end, groups } = collect(text, at, 12)
  if (!endsWord(text, end) || text.charAt(end) === '%') return undefined
  const mobile = digits.startsWith('06') || digits.startsWith('04')
  const fits =
    (digits.length === 10 && looksCut(text, at, end)) ||
    (digits.length === 9 && (context || groups >= 3) && !mobile) ||
    (digits.length === 11 && groups >= 2 && (mobile || context)) ||
    (context && digits.length >= 8 && digits.length <= 11)
  if (!fits) return undefined
  const belgian = digits.length === 9 || (digits.startsWith('04') && digits.length === 10)
  return { type: 'PHONE', start: at, end, confidence: 0.96, normal: `+${belgian ? '32' : '31'}${digits.slice(1)}` }
}

const CONTEXT = ['tel', 'bel', 'nummer', 'mobiel', 'gsm', 'app', 'phone', 'call', 'number', 'whatsapp', 'fax', 'sms']
const NOT_A_PHONE = [
  'rek',
  'iban',
  'track',
  'order',
  'bestel',
  'factuur',
  'bsn',
  'klant',
  'zending',
  'invoice',
  'account',
  'kvk',
]

function says(before: string, words: readonly string[]): boolean {
  return words.some(word => before.includes(word))
}

/** Dutch and Belgian telephone numbers, and any with a country code. */
export function findPhones(text: string): Found[] {
  const found: Found[] = []
  for (let i = 0; i < text.length - 7; i++) {
    const code = text.charCodeAt(i)
    const plus = code === 43
    const bracket = code === 40 && text.charCodeAt(i + 1) === 48
    if (
      !(plus || code === 48 || bracket) ||
      !startsWord(text, i) ||
      (i > 0 && '.,'.includes(text.charAt(i - 1)) && isAlnum(text.charCodeAt(i - 2)))
    )
      continue
    const before = text.slice(Math.max(0, i - 24), i).toLowerCase()
    const doubleZero = text.startsWith('00', i) && isDigit(text.charCodeAt(i + 2)) && text.charCodeAt(i + 2) !== 48
    const phone = plus
      ? international(text, i, 1)
      : doubleZero
        ? international(text, i, 2)
        : /^\(?0[1-9]/.test(text.slice(i, i + 3))
          ? national(text, i, says(before, CONTEXT) && !says(before, NOT_A_PHONE))
          : undefined
    if (phone === undefined) continue
    found.push(phone)
    i = phone.end
  }
  return found
}
