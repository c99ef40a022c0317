import type { Dice } from './dice.ts'

/** People who do not exist: names of birds and made-up syllables, so that few are called the same by chance. */
const given = 'Joris Anna Pieter Hanna Wijnand Saskia Teun Lotte Bram Fenna Gijs Roos Daan Mila Stijn Noor'.split(' ')
const onsets = 'Kwik Leeuw Hout Mer Kiev Zilver Wiel Faz Boom Rood Zand Vlas Riet Berk Duin Veld Hei Mos'.split(' ')
const middles = 'el er en ol ar um is an'.split(' ')
const endings = 'staart erik duif ink huis wal reiger brink kamp horst beek hof gaarde spoor land tuin'.split(' ')

export const places = 'Zwolle Ede Breda Assen Goes Venlo Hoorn Zeist Almelo Sneek Emmen Tiel'.split(' ')
export const platforms = 'Marktplaats Vinted Facebook 2dehands Instagram Tweakers'.split(' ')
export const products: Readonly<Record<'nl' | 'en', readonly string[]>> = {
  nl: 'een elektrische fiets,een laptop,een telefoon,twee concertkaartjes,een winterjas,een wasmachine,een bank,een spelcomputer,schoenen,een horloge,een kinderwagen,een camera'.split(
    ',',
  ),
  en: 'an electric bicycle,a laptop,a phone,two concert tickets,a winter coat,a washing machine,a sofa,a game console,shoes,a watch,a pram,a camera'.split(
    ',',
  ),
}

export function inventName(dice: Dice): string {
  return `${dice.pick(given)} ${dice.pick(onsets)}${dice.pick(middles)}${dice.pick(endings)}`
}

/** A name as somebody else would write it: turned round, a letter dropped, doubled or swapped, or the first name as an initial. */
export function misspell(name: string, dice: Dice): string {
  const [first = '', last = ''] = name.split(' ')
  const at = 1 + dice.below(last.length - 2)
  const [one, other] = [last.charAt(at), last.charAt(at + 1)]
  const ways = [
    `${last} ${first}`,
    `${first} ${last.slice(0, at)}${last.slice(at + 1)}`,
    `${first} ${last.slice(0, at)}${one}${last.slice(at)}`,
    `${first} ${last.slice(0, at)}${other}${one}${last.slice(at + 2)}`,
    `${first.charAt(0)}. ${last}`,
  ]
  return dice.pick(ways)
}

/** An invented account with right check digits (ISO 13616); there is no bank TEST. `serial` makes it the only one. */
export function inventAccount(serial: number): string {
  const bank = `TEST${String(serial).padStart(10, '0')}`
  const digits = [...`${bank}NL00`].map(sign => Number.parseInt(sign, 36)).join('')
  return `NL${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${bank}`
}

/** Ways in which people write one and the same value; every one of them means the first. */
export const spellings = {
  account: (value: string) => [value, value.replace(/(.{4})(?=.)/g, '$1 '), value.toLowerCase()],
  phone: (value: string) => [value, `06-${value.slice(2)}`, `+31 6 ${value.slice(2)}`, `0031${value.slice(1)}`],
  email: (value: string) => [value, value.toUpperCase()],
  site: (value: string) => [value, `www.${value}`, `https://www.${value}/aanbieding`, `http://${value}`],
  handle: (value: string) => [value, `@${value}`, value.charAt(0).toUpperCase() + value.slice(1)],
} as const satisfies Readonly<Record<string, (value: string) => readonly string[]>>

/** A value of a kind that nobody else has: `serial` is its own. */
export function inventValue(kind: keyof typeof spellings, serial: number): string {
  switch (kind) {
    case 'account':
      return inventAccount(serial)
    case 'phone':
      return `06${String(10_000_000 + serial)}`
    case 'email':
      return `verkoper${serial}@post.example`
    case 'site':
      return `winkel-${serial}.example`
    case 'handle':
      return `speler${serial}`
  }
}
