import { endsWord, type Found, isAlnum, isDigit, startsWord } from './found.ts'
import { numberWord } from './number-word.ts'

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
    // "06-12345678/06-87654321": the next number
    if (digits.length >= 10 && text.charAt(j) === '0') break
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

/** How a national number may be cut: its first group has 2 to 5 digits, or it is one run. */
function looksCut(text: string, at: number, end: number): boolean {
  const first = /^\(?\d{1,12}/.exec(text.slice(at, Math.min(end, at + 13)))?.[0].replace('(', '').length ?? 0
  return end - at <= 11 || (first >= 2 && first <= 5)
}

/** What stands before a number says what it is. */
type Around = { readonly phone: boolean; readonly other: boolean }

const FREE = /^0[89]0[0-9]/

function fitsNational(digits: string, groups: number, cut: boolean, context: boolean): boolean {
  const mobile = digits.startsWith('06') || digits.startsWith('04')
  switch (digits.length) {
    case 8:
      return context || (groups >= 2 && FREE.test(digits))
    case 9:
      return context || (groups >= 3 && !mobile)
    case 10:
      return cut || (digits.startsWith('06') && groups === 10)
    case 11:
      return context || (groups >= 2 && (mobile || FREE.test(digits)))
    default:
      return false
  }
}

function national(text: string, at: number, around: Around): Found | undefined {
  const { digits, end, groups } = collect(text, at, 12)
  if (!endsWord(text, end) || text.charAt(end) === '%') return undefined
  if (!fitsNational(digits, groups, looksCut(text, at, end), around.phone)) return undefined
  // "bestelnummer 0612345678": only a number that is written as a telephone's is one
  if (around.other) return undefined
  const british = digits.length === 11 && digits.startsWith('07')
  const belgian = digits.length === 9 || (digits.startsWith('04') && digits.length === 10)
  const country = british ? '44' : belgian ? '32' : '31'
  return { type: 'PHONE', start: at, end, confidence: 0.96, normal: `+${country}${digits.slice(1)}` }
}

const NUMBER_OF =
  /(?:order|bestel\w*|factuur\w*|klant\w*|zaak\w*|ticket\w*|polis\w*|artikel\w*|dossier\w*|referentie\w*|reference|kenmerk\w*|kvk|btw|vat|bsn|rek|rekening\w*|iban|track\w*|zending\w*|invoice|account\w*|serie\w*|serial|contract\w*|customer|case|imei|kamer)(?:[- ]?(?:nummer|number|nr|no|code|id))?[.:# ]{0,3}(?:is|was)? ?$/i
const PHONE_WORD =
  /(?:^|[^a-z])(?:tel|bel|bell|gebel|telefoon|mobiel|gsm|app|whatsapp|phone|mobile|call|cell|nummer|number|fax|sms|text|06)/i

function aroundOf(text: string, at: number): Around {
  const before = text.slice(Math.max(0, at - 26), at)
  const other = NUMBER_OF.test(before)
  return { phone: !other && PHONE_WORD.test(before), other }
}

/** "(020) 123 45 67": the bracket belongs to the number only where it closes after the area code. */
function opensArea(text: string, at: number): boolean {
  return /^\(0\d{1,4}\)/.test(text.slice(at, at + 7))
}

/** "tel: 6 12345678", "app 612345678": a mobile number without its first 0, where the words say that it is one. */
function withoutZero(text: string, at: number): Found | undefined {
  const { digits, end } = collect(text, at, 10)
  if (digits.length !== 9 || !endsWord(text, end) || !aroundOf(text, at).phone) return undefined
  return { type: 'PHONE', start: at, end, confidence: 0.9, normal: `+31${digits}` }
}

/** "O6-12345678": the letter for the digit. */
function withLetter(text: string, at: number): Found | undefined {
  const { digits, end } = collect(text, at + 1, 9)
  if (digits.length !== 9 || !endsWord(text, end)) return undefined
  return { type: 'PHONE', start: at, end, confidence: 0.93, normal: `+31${digits}` }
}

/** Digits of a number word: "zes" is 6, "twaalf" 12, "vierendertig" 34. */
function spokenDigits(word: string): string {
  if (/^\d{1,8}$/.test(word)) return word
  const value = numberWord(word)
  return value === undefined || value > 99 ? '' : String(value)
}

const SPOKEN_START = /(?:nul|0|zero)[ -]?(?:zes|six|6|vier|four)(?![a-z])|06(?=[ -]+[a-z])/gi

/** "nul zes twaalf vierendertig …": ten digits in words, from a 06 or 04 on. */
function findSpokenPhones(text: string): Found[] {
  const found: Found[] = []
  for (const head of text.matchAll(SPOKEN_START)) {
    const start = head.index
    if (!startsWord(text, start)) continue
    let digits = /4|vier|four/i.test(head[0]) ? '04' : '06'
    let end = start + head[0].length
    let spoken = /[a-z]/i.test(head[0])
    while (digits.length < 10) {
      const next = /^[ ,-]{1,2}([a-zéë]{2,20}|\d{1,8})(?![a-z0-9])/i.exec(text.slice(end, end + 24))
      const more = spokenDigits(next?.[1] ?? '')
      if (next === null || more === '') break
      if (!/^\d/.test(next[1] ?? '')) spoken = true
      digits += more
      end += next[0].length
    }
    if (spoken && digits.length === 10)
      found.push({
        type: 'PHONE',
        start,
        end,
        confidence: 0.9,
        normal: `+3${digits[1] === '4' ? 2 : 1}${digits.slice(1)}`,
      })
  }
  return found
}

function phoneAt(text: string, i: number): Found | undefined {
  const code = text.charCodeAt(i)
  const next = text.charCodeAt(i + 1)
  // + ( 0 6 O o
  if (code === 43) return international(text, i, 1)
  if (code === 40) return opensArea(text, i) ? national(text, i, aroundOf(text, i)) : undefined
  if (code === 54) return withoutZero(text, i)
  if (code === 79 || code === 111) return next === 54 ? withLetter(text, i) : undefined
  if (code !== 48) return undefined
  if (next === 48) return text.charCodeAt(i + 2) === 48 ? undefined : international(text, i, 2)
  // "0 6 1 2 …": digit by digit
  if (!isDigit(next) && !/^0[ -]6/.test(text.slice(i, i + 3))) return undefined
  return national(text, i, aroundOf(text, i))
}

/** Dutch and Belgian telephone numbers, in digits or in words, and any with a country code. */
export function findPhones(text: string): Found[] {
  const found: Found[] = []
  for (let i = 0; i < text.length - 7; i++) {
    const code = text.charCodeAt(i)
    if (code !== 43 && code !== 40 && code !== 48 && code !== 54 && code !== 79 && code !== 111) continue
    if (!startsWord(text, i) || (i > 0 && '.,'.includes(text.charAt(i - 1)) && isAlnum(text.charCodeAt(i - 2))))
      continue
    const phone = phoneAt(text, i)
    if (phone === undefined) continue
    found.push(phone)
    i = phone.end
  }
  const spoken = findSpokenPhones(text).filter(
    item => !found.some(other => other.start < item.end && item.start < other.end),
  )
  return spoken.length === 0 ? found : [...found, ...spoken].sort((a, b) => a.start - b.start)
}
