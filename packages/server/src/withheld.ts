/** What a citizen should not have typed, and what we did not keep: where it stood in the text, in UTF-16 code units. */
export type Withheld = {
  readonly kind: 'card' | 'password' | 'code'
  readonly start: number
  readonly end: number
}

const cover = '•'

/** An IBAN is no card, though its digits may look like one. */
const iban = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b/gi

/** 15, 16 or 19 digits, alone or in groups; ISO/IEC 7812 numbers of payment cards begin with 2 to 6. */
const card =
  /(?<![0-9a-z])(?<!\d[ -])[2-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{3})?(?![ -]?\d)|(?<![0-9a-z])(?<!\d[ -])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![ -]?\d)/gi

/** A password that is told: named, then `:` or `=`, or "is" before something that looks like one. */
const password =
  /\b(?:wachtwoord|paswoord|passwoord|password|passphrase|inlogcode|login code)(?:(?:\s+(?:is|was))?\s*[:=]\s*|\s+(?:is|was)\s+(?=["'“‘]|\S*[\d!@#$%^&*_+?~]\S*[^\s.,;!?]|\S*[a-z]\d))["'“‘]?([^\s"'”’,;]{3,64})/gi

/** Short codes of banks and cards. */
const code =
  /\b(?:pin(?:[- ]?code)?|cvc|cvv|cv2|tan(?:[- ]?code)?|sms[- ]?code|verificatiecode|beveiligingscode|security code|verification code)(?:\s+(?:is|was|van|of))?\s*[:=]?\s*(\d{3,8})\b/gi

/**
 * Covers passwords, codes and card numbers in what somebody typed, before anything is stored or read. The text keeps its
 * length, so offsets hold. What is covered is gone: it is in no log and no database.
 */
export function withhold(text: string): { readonly text: string; readonly withheld: readonly Withheld[] } {
  const accounts = [...text.matchAll(iban)].map(match => [match.index, match.index + match[0].length] as const)
  const inAccount = (start: number, end: number) => accounts.some(([from, to]) => start < to && from < end)
  const found: Withheld[] = []
  for (const match of text.matchAll(card)) {
    const end = match.index + match[0].length
    if (luhn(match[0].replace(/\D/g, '')) && !inAccount(match.index, end))
      found.push({ kind: 'card', start: match.index, end })
  }
  for (const [kind, pattern] of [
    ['password', password],
    ['code', code],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? ''
      const end = match.index + match[0].length
      found.push({ kind, start: end - secret.length, end })
    }
  }
  const withheld = found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((each, at, all) => !all.slice(0, at).some(before => each.start < before.end))
  const units = text.split('')
  for (const { start, end } of withheld) for (let at = start; at < end; at++) if (units[at] !== ' ') units[at] = cover
  return { text: units.join(''), withheld }
}

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}
