/** What two cases can share. Only `name-place` is a likeness; the others are the same or they are not. */
export const kinds = ['account', 'phone', 'email', 'site', 'handle', 'name-place'] as const
export type Kind = (typeof kinds)[number]
export type ExactKind = Exclude<Kind, 'name-place'>

/** One thing that the reporter gave as the other party's, in one spelling. */
export type Identifier = { readonly kind: ExactKind; readonly value: string }

/**
 * The one spelling of an identifier: two people who write the same account, number, address or name on a site differently
 * come out the same. Undefined where the text is not of that kind: what is no identifier links nothing.
 */
export function identifier(kind: ExactKind, text: string): Identifier | undefined {
  const value = spelling[kind](text.normalize('NFKC').trim())
  return value === undefined ? undefined : { kind, value }
}

const spelling: Readonly<Record<ExactKind, (text: string) => string | undefined>> = {
  account: text => {
    const value = text.replace(/[^0-9a-z]/gi, '').toUpperCase()
    return isIban(value) ? value : undefined
  },
  phone: text => {
    const digits = text.replace(/\(0\)/g, '').replace(/[^0-9+]/g, '')
    const plain = digits.replace(/^\+|^00/, '')
    if (digits.length !== plain.length) return plain.length >= 8 ? `+${plain}` : undefined
    // Without a country it is a Dutch number: ten digits from 0.
    return /^0[1-9][0-9]{8}$/.test(plain) ? `+31${plain.slice(1)}` : undefined
  },
  email: text => {
    const [, local, host] = /^(?:mailto:)?([^\s@]+)@([^\s@]+\.[^\s@]+)$/i.exec(text) ?? []
    return local === undefined || host === undefined ? undefined : `${local}@${host}`.toLowerCase()
  },
  site: text => {
    const host = text
      .toLowerCase()
      .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
      .replace(/^[^/?#]*@/, '')
      .split(/[/?#:]/)[0]
      ?.replace(/\.+$/, '')
      .replace(/^www\d?\./, '')
    return host !== undefined && /^[^\s.]+(?:\.[^\s.]+)+$/.test(host) ? host : undefined
  },
  handle: text => {
    const value = text.replace(/^@+/, '').toLowerCase()
    return /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,}$/u.test(value) ? value : undefined
  },
}

/** ISO 13616: moved four places and read as a number (A = 10), the remainder by 97 is 1. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$/.test(value)) return false
  const moved = value.slice(4) + value.slice(0, 4)
  let rest = 0
  for (const sign of moved) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97
  return rest === 1
}
