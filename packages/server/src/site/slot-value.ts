import type { Slot } from '@toetsbaar/rulebook'

/** What is wrong with one value of a slot, as the code of a text on the page; undefined where it may be taken. */
export function slotProblem(kind: Slot['kind'], value: string, today: string): string | undefined {
  switch (kind) {
    case 'amount':
      return /^(?:€|eur|euro)?\s*\d[\d.,\s]*(?:,-)?\s*(?:€|eur|euro)?$/i.test(value) || /\p{L}/u.test(value)
        ? undefined
        : 'amount'
    case 'date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) return 'date'
      return value > today ? 'date-future' : undefined
    case 'iban':
      return ibanHolds(value.replace(/[\s.-]/g, '').toUpperCase()) ? undefined : 'iban'
    case 'phone':
      return value.replace(/\D/g, '').length >= 6 && /^[\d\s()+./-]+$/.test(value) ? undefined : 'phone'
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'email'
    case 'url':
      return /^\S+\.\S+$/.test(value) ? undefined : 'url'
    case 'text':
    case 'long-text':
      return undefined
  }
}

/** ISO 13616: letters count as numbers from 10, and the whole is 1 modulo 97. */
function ibanHolds(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4))
    for (const digit of Number.parseInt(sign, 36).toString()) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}
