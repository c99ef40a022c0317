import { endsWord, type Found, isAlnum, isDigit, isLetter, startsWord } from './found.ts'

/** Length of an IBAN by country: SWIFT IBAN Registry, release 99. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 ' +
    'GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
    'MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 ' +
    'TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Countries whose account part begins with a bank code of four letters. */
const BANK_LETTERS = new Set([
  'NL',
  'GB',
  'IE',
  'BG',
  'RO',
  'LV',
  'GI',
  'MT',
  'AZ',
  'BH',
  'DO',
  'GT',
  'HN',
  'IQ',
  'JO',
  'KW',
  'LC',
  'NI',
  'PK',
  'PS',
  'QA',
  'SC',
  'SV',
  'UA',
  'VG',
  'FK',
  'BY',
  'YE',
])

/** The remainder test of ISO 13616 (mod 97 = 1) on an IBAN without spaces, in capitals. */
export function ibanHolds(iban: string): boolean {
  if (LENGTHS[iban.slice(0, 2)] !== iban.length) return false
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const code = sign.charCodeAt(0)
    rest = isDigit(code) ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97
  }
  return rest === 1
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 46 || code === 45
}

function isDigitOrO(code: number): boolean {
  return isDigit(code) || code === 79 || code === 111
}

type Collected = { readonly end: number; readonly signs: string }

/** Signs of the account from `from`, group by group, until the registry's length is reached or the groups stop looking like one. */
function collect(text: string, from: number, head: string, length: number): Collected {
  let signs = head
  let end = from
  let i = from
  while (signs.length < length) {
    let j = i
    while (j < text.length && j - i < 2 && isSeparator(text.charCodeAt(j))) j++
    if (j - i > 1 && text.charCodeAt(i) !== 32) break
    let k = j
    let digits = 0
    let odd = 0
    while (k < text.length && isAlnum(text.charCodeAt(k)) && k - j < 40) {
      const code = text.charCodeAt(k)
      if (isDigitOrO(code)) digits++
      else odd++
      k++
    }
    if (k === j) break
    const atBank = signs.length === 4 && BANK_LETTERS.has(signs.slice(0, 2))
    const fits = atBank
      ? odd <= 8
      : odd === 0 || (j === i && signs.length < 10) || (odd <= 2 && digits >= 2 && !/^(NL|BE|DE|LT|ES)/.test(signs))
    if (!fits || (digits === 0 && !atBank) || (digits === odd && digits < 1)) break
    if (!/\d/.test(text.slice(j, k)) && !atBank) break
    signs += text.slice(j, k).toUpperCase()
    end = k
    i = k
  }
  return { end, signs }
}

/** O typed for 0: everywhere but in the country and, for countries that have one, the bank code. */
function straighten(signs: string): string {
  const bank = BANK_LETTERS.has(signs.slice(0, 2)) ? 8 : 4
  const check = signs.slice(2, 4).replaceAll('O', '0')
  return signs.slice(0, 2) + check + signs.slice(4, bank) + signs.slice(bank).replaceAll('O', '0')
}

function ibanAt(text: string, at: number): Found | undefined {
  let i = at + 2
  if (isSeparator(text.charCodeAt(i))) i++
  if (!isDigitOrO(text.charCodeAt(i)) || !isDigitOrO(text.charCodeAt(i + 1))) return undefined
  const country = text.slice(at, at + 2).toUpperCase()
  const length = LENGTHS[country]
  if (length === undefined) return undefined
  const check = text.slice(i, i + 2).toUpperCase()
  if (!/\d/.test(check)) return undefined
  const spaced = i > at + 2
  const { end, signs } = collect(text, i + 2, country + check, length)
  const lowerSpaced = spaced && text.slice(at, at + 2) !== country
  const slack = lowerSpaced ? 1 : 2
  if (signs.length < length - slack || signs.length > length + slack || !endsWord(text, end)) return undefined
  if (BANK_LETTERS.has(country) && !/^[A-Z]{4}$/.test(signs.slice(4, 8))) return undefined
  const normal = straighten(signs)
  if (!BANK_LETTERS.has(country) && (normal.match(/\d/g)?.length ?? 0) < Math.min(10, length - 8)) return undefined
  const valid = ibanHolds(normal)
  return { type: 'IBAN', start: at, end, confidence: valid ? 0.999 : 0.97, valid, normal }
}

/** Account numbers by ISO 13616: spaced, lower-case and with O for 0 too; one that fails the test is a near miss (`valid: false`). */
export function findIbans(text: string): Found[] {
  const found: Found[] = []
  let i = 0
  while (i + 14 < text.length) {
    if (isLetter(text.charCodeAt(i)) && isLetter(text.charCodeAt(i + 1)) && startsWord(text, i)) {
      const iban = ibanAt(text, i)
      if (iban !== undefined) {
        found.push(iban)
        i = iban.end
        continue
      }
    }
    i++
  }
  return found
}
