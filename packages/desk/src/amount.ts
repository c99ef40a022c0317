/** Euros as people type them (`€ 1.250,50`, `650`, `1,250.00`, `89,-`), in cents; undefined where it is no amount. */
export function centsIn(typed: string): number | undefined {
  const plain = typed.replace(/,-+|\.-+/g, '').replace(/[^\d.,]/g, '')
  if (!/\d/.test(plain)) return undefined
  const decimals = /[.,](\d{1,2})$/.exec(plain)?.[1] ?? ''
  const whole = (decimals === '' ? plain : plain.slice(0, -decimals.length - 1)).replace(/\D/g, '')
  const cents = Number(`${whole}${decimals.padEnd(2, '0')}`)
  return Number.isSafeInteger(cents) ? cents : undefined
}
