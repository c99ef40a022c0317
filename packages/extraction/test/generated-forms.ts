import type { Reader } from '../src/index.ts'

type Form = { readonly type: string; readonly text: string; readonly hidden: boolean }

const FRAMES = [
  'ik heb het naar @ gestuurd en niks gehoord',
  'Zie @.',
  'verkoper gaf @ door, daarna stilte',
  'MIJN BROER ZAG @ STAAN',
  'the guy gave me @ and left',
  '@ was het, zei hij',
]

function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

function mod97(text: string): number {
  let rest = 0
  for (const sign of text)
    rest = /\d/.test(sign) ? (rest * 10 + Number(sign)) % 97 : (rest * 100 + sign.charCodeAt(0) - 55) % 97
  return rest
}

function iban(country: string, bban: string): string {
  return `${country}${String(98 - mod97(`${bban}${country}00`)).padStart(2, '0')}${bban}`
}

/** Forms made by the rule of their type, and strings that only look like one. */
function formAt(at: number, pick: (below: number) => number): Form {
  const digits = (n: number) => Array.from({ length: n }, () => String(pick(10))).join('')
  const from = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  const kinds: (() => Form)[] = [
    () => {
      const whole = from([
        iban('NL', `${from(['INGB', 'RABO', 'ABNA', 'SNSB', 'TRIO'])}${digits(10)}`),
        iban('BE', digits(12)),
        iban('DE', digits(18)),
        iban('LT', digits(16)),
        iban('ES', digits(20)),
      ])
      const shaped = from([
        (t: string) => t,
        (t: string) => t.replace(/(.{4})(?=.)/g, '$1 '),
        (t: string) => t.toLowerCase(),
        (t: string) => t.replace(/(.{4})(?=.)/g, '$1.'),
      ])
      return { type: 'IBAN', text: shaped(whole), hidden: false }
    },
    () => ({
      type: 'PHONE',
      text: from([
        `06${digits(8)}`,
        `06-${digits(8)}`,
        `06 ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
        `+316${digits(8)}`,
        `+32 4${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
        `0${1 + pick(8)}0-${1 + pick(9)}${digits(6)}`,
      ]),
      hidden: false,
    }),
    () => ({
      type: 'EMAIL',
      text: `${from(['jan', 'info', 'a.b', 'x_1', 'koop+verkoop'])}@${from(['post', 'mail-box', 'shop12'])}.${from(['nl', 'example', 'test', 'com', 'co.uk', 'amsterdam'])}`,
      hidden: false,
    }),
    () => ({
      type: 'URL',
      text: `${from(['www.', 'https://', 'https://www.', ''])}${from(['koop-nu', 'outlet24', 'fiets-deals'])}.${from(['nl', 'be', 'com', 'shop', 'example', 'test'])}${from(['', '/a/b', '/p?id=3'])}`,
      hidden: false,
    }),
    () => ({
      type: 'AMOUNT',
      text: from([
        `€ ${1 + pick(900)},${digits(2)}`,
        `${10 + pick(900)} euro`,
        `€${1 + pick(8)}.${digits(3)},-`,
        `${5 + pick(90)} eu`,
        `${from(['tachtig', 'vijfendertig', 'honderdtwintig', 'tweeduizend'])} euro`,
        `${1 + pick(9)} tientjes`.replace('1 tientjes', '2 tientjes'),
      ]),
      hidden: false,
    }),
    // near misses: nothing of the type named
    () => ({
      type: 'IBAN',
      text: from([`NL${digits(4)}`, `order ${digits(10)}`, `NL ${digits(2)} uur`, `AB12${digits(12)}`]),
      hidden: true,
    }),
    () => ({
      type: 'PHONE',
      text: from([
        `${1 + pick(9)}${digits(4)}`,
        `0,${digits(2)} procent`,
        `${1 + pick(9)}${digits(3)} ${from(['AB', 'XZ'])}`,
        `20${digits(2)}-${10 + pick(19)}`,
      ]),
      hidden: true,
    }),
    () => ({ type: 'EMAIL', text: from(['@ de balie', 'jan@', '@kees', 'a @ b']), hidden: true }),
    () => ({ type: 'URL', text: from(['betaald.Daarna', 'enz.maar', 'o.a. dat', 'dhr.Jansen', '3.50']), hidden: true }),
    () => ({
      type: 'AMOUNT',
      text: from([
        `om ${1 + pick(23)}.30 uur`,
        `maat ${36 + pick(10)}`,
        `${2 + pick(8)} keer`,
        `in 20${10 + pick(15)}`,
        `${10 + pick(80)}%`,
      ]),
      hidden: true,
    }),
  ]
  return kinds[at % kinds.length]?.() as Form
}

/** Precision and recall of the typed recognisers on made forms and near misses. */
export function generated(
  reader: Reader,
  count: number,
  seed: number,
): { precision: number; recall: number; wrong: string[] } {
  const pick = numbers(seed)
  let right = 0
  let proposed = 0
  let made = 0
  const wrong: string[] = []
  for (let at = 0; at < count; at++) {
    const form = formAt(at, pick)
    const text = (FRAMES[pick(FRAMES.length)] ?? '@').replace('@', () => form.text)
    const found = reader.read(text, { date: '2025-06-01' }).entities.filter(item => item.type === form.type)
    proposed += found.length
    if (!form.hidden) made++
    const hit = !form.hidden && found.some(item => item.text === form.text)
    if (hit) right++
    if (form.hidden ? found.length > 0 : !hit || found.length !== 1)
      wrong.push(`${form.type}: "${text}" gave ${found.map(item => item.text).join(' | ') || 'nothing'}`)
  }
  return { precision: right / Math.max(1, proposed), recall: right / Math.max(1, made), wrong }
}
