import { endsWord, type Found, isAlnum, isDigit, startsWord } from './found.ts'

/** The test of eleven on a citizen service number (BSN), nine digits, or eight with a leading zero left out. */
export function bsnHolds(digits: string): boolean {
  const nine = digits.padStart(9, '0')
  if (nine.length !== 9 || nine === '000000000') return false
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(nine.charAt(i)) * (i === 8 ? -1 : 9 - i)
  return sum % 11 === 0
}

const BSN_CONTEXT = [
  'bsn',
  'burgerservicenummer',
  'sofinummer',
  'sofi-nummer',
  'burger service',
  'citizen service',
  'social security',
]

/** Citizen service numbers: named as such (then `valid` says whether the test holds), or nine bare digits that pass the test. */
export function findBsns(text: string): Found[] {
  const found: Found[] = []
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i)) || !startsWord(text, i)) continue
    let j = i
    let digits = ''
    let end = i
    while (j < text.length && digits.length < 10) {
      if (isDigit(text.charCodeAt(j))) {
        digits += text.charAt(j)
        end = ++j
      } else if ('. -'.includes(text.charAt(j)) && isDigit(text.charCodeAt(j + 1)) && digits.length < 9) j++
      else break
    }
    const bare = end - i === digits.length
    const before = text.slice(Math.max(0, i - 40), i).toLowerCase()
    const named = BSN_CONTEXT.some(word => before.includes(word))
    const fits =
      (digits.length === 9 || (named && digits.length === 8)) &&
      endsWord(text, end) &&
      !/^[.,-]\d/.test(text.slice(end, end + 2))
    if (fits && (named || (bare && bsnHolds(digits)))) {
      found.push({
        type: 'BSN',
        start: i,
        end,
        confidence: named ? 0.99 : 0.6,
        valid: bsnHolds(digits),
        normal: digits.padStart(9, '0'),
      })
      i = end
    } else {
      while (i < text.length && isDigit(text.charCodeAt(i))) i++
    }
  }
  return found
}

/** Dutch side codes 1 to 14 (RDW) and the Belgian form 1-ABC-123. */
const PLATES =
  /^(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d\d-[A-Z]|\d-[A-Z]{2}-\d{3}|[12]-[A-Z]{3}-\d{3})(?![A-Za-z0-9-])/

const LONGEST_PLATE = 11

/** Licence plates with their dashes; written without, only where the text calls it one. */
export function findPlates(text: string): Found[] {
  const found: Found[] = []
  // the first digit from the word on: a plate has one
  let digit = 0
  for (let i = 0; i < text.length; i++) {
    if (!isAlnum(text.charCodeAt(i)) || !startsWord(text, i) || text.charAt(i - 1) === '-') continue
    while (digit < i || (digit < text.length && !isDigit(text.charCodeAt(digit)))) digit++
    const plate = digit < i + LONGEST_PLATE ? PLATES.exec(text.slice(i, i + LONGEST_PLATE).toUpperCase()) : null
    if (plate !== null) {
      found.push({
        type: 'PLATE',
        start: i,
        end: i + plate[0].length,
        confidence: 0.97,
        normal: plate[0].replaceAll('-', ''),
      })
      i += plate[0].length
      continue
    }
    let j = i
    while (j < text.length && j - i < 12 && isAlnum(text.charCodeAt(j))) j++
    const run = text.slice(i, j)
    if (
      digit < j &&
      run.length >= 6 &&
      run.length <= 7 &&
      /[A-Za-z]/.test(run) &&
      /^(?:[A-Z]{1,3}\d{1,3}[A-Z]{1,3}|\d{1,3}[A-Z]{1,3}\d{1,3}|[A-Z]{2,4}\d{2,4}|\d{2,4}[A-Z]{2,4})$/i.test(run) &&
      /(kenteken|nummerplaat|plate)/.test(text.slice(Math.max(0, i - 24), i).toLowerCase())
    ) {
      found.push({ type: 'PLATE', start: i, end: j, confidence: 0.95, normal: run.toUpperCase() })
    }
    i = Math.max(i, j - 1)
  }
  return found
}

const SHIPPED = [
  'track',
  'trace',
  'zending',
  'verzend',
  'pakket',
  'parcel',
  'barcode',
  'code',
  'shipment',
  'shipping',
  'pakje',
  'postnl',
  'dhl',
  'bpost',
  'dpd',
  'gls',
  'ups',
  'vervoers',
  'retour',
]

const LEAST_DIGITS = 5

/** Parcel codes: forms of known carriers, and long mixed codes where the text speaks of a parcel. */
export function findTracking(text: string): Found[] {
  const found: Found[] = []
  let i = 0
  while (i < text.length) {
    if (!isAlnum(text.charCodeAt(i)) || !startsWord(text, i) || text.charAt(i - 1) === '@') {
      i++
      continue
    }
    let j = i
    let digits = 0
    while (
      j < text.length &&
      j - i < 60 &&
      (isAlnum(text.charCodeAt(j)) || (text.charAt(j) === '-' && isAlnum(text.charCodeAt(j + 1))))
    ) {
      if (isDigit(text.charCodeAt(j))) digits++
      j++
    }
    if (digits < LEAST_DIGITS) {
      i = j
      continue
    }
    const run = text.slice(i, j)
    const upper = run.toUpperCase()
    const before = text.slice(Math.max(0, i - 60), i).toLowerCase()
    const told = SHIPPED.some(word => before.includes(word))
    const carrier =
      /^(3S[A-Z0-9]{8,16}|JJ?D\d{12,20}|JVGL[A-Z0-9]{8,20}|[A-Z]{2}\d{8,9}[A-Z]{2}|1Z[A-Z0-9]{16}|CD\d{9}NL|LX\d{9}[A-Z]{2})$/.test(
        upper,
      )
    const mixed =
      run.length >= 8 &&
      (/[A-Z]/.test(run) || (/[a-z]/.test(run) && /^[a-z]{1,4}\d/.test(run))) &&
      !/[a-z]{4}/.test(run)
    const bare =
      digits === run.length &&
      run.length >= 10 &&
      run.length <= 24 &&
      /(track|trace|zendingnummer|zendingsnummer|barcode|tracking)/.test(before.slice(-40)) &&
      !run.startsWith('0')
    if ((carrier && digits >= 6) || (mixed && told) || bare)
      found.push({ type: 'TRACKING', start: i, end: j, confidence: carrier ? 0.97 : 0.88, normal: upper })
    i = Math.max(j, i + 1)
  }
  return found
}
