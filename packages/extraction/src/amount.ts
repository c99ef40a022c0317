import { endsWord, type Found, isAlnum, isDigit, isLetter, startsWord } from './found.ts'
import { numberRun } from './number-word.ts'

/** Words for money. The guide's AMOUNT keeps them inside: "310 euro", "60 eu", "twee tientjes". */
const UNITS = new Map<string, number>(
  Object.entries({
    euro: 100,
    euros: 100,
    eu: 100,
    eur: 100,
    eurie: 100,
    euries: 100,
    euroos: 100,
    uero: 100,
    erou: 100,
    eurootjes: 100,
    pond: 100,
    pounds: 100,
    pound: 100,
    quid: 100,
    gbp: 100,
    usd: 100,
    dollar: 100,
    dollars: 100,
    cent: 1,
    cents: 1,
    eurocent: 1,
    centen: 1,
    tientje: 1000,
    tientjes: 1000,
    knaken: 250,
    knaak: 250,
    piek: 100,
    ballen: 100,
    frank: 100,
    meier: 10000,
    meiers: 10000,
    geeltje: 2500,
    geeltjes: 2500,
    joet: 1000,
    joetje: 1000,
    rooie: 100000,
    pegels: 100,
    flappen: 100,
    bucks: 100,
    zloty: 100,
    pln: 100,
  }),
)
const AMBIGUOUS = new Set(['pond', 'pound', 'pounds', 'piek', 'ballen', 'frank', 'flappen', 'rooie'])
const SIGNS = '€£$'

type Numeral = { readonly end: number; readonly cents: number; readonly decimals: boolean; readonly grouped: boolean }

/** A numeral as people type amounts: 1.250,00 / 1,250.00 / 1250,- / 89,95 / 2.385,-- / 1 250. */
export function numeralAt(text: string, at: number): Numeral | undefined {
  let i = at
  let whole = ''
  while (i < text.length && isDigit(text.charCodeAt(i)) && whole.length < 10) whole += text.charAt(i++)
  if (whole === '' || isDigit(text.charCodeAt(i))) return undefined
  let grouped = false
  while (
    whole.length <= 9 &&
    (whole.length <= 3 || grouped) &&
    '., '.includes(text.charAt(i)) &&
    /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5))
  ) {
    if (
      text.charAt(i) === ' ' &&
      (whole.length > 2 || !'€£$'.includes(text.charAt(at - 1) === ' ' ? text.charAt(at - 2) : text.charAt(at - 1)))
    )
      break
    whole += text.slice(i + 1, i + 4)
    i += 4
    grouped = true
  }
  const decimals = /^[.,](\d{2})(?!\d)/.exec(text.slice(i, i + 4))
  if (decimals !== null && !/^[.,]\d{2}[.,]\d/.test(text.slice(i, i + 5)))
    return { end: i + 3, cents: Number(whole) * 100 + Number(decimals[1]), decimals: true, grouped }
  const one = /^[.,](\d)(?!\d)/.exec(text.slice(i, i + 3))
  if (one !== null && !/^[.,]\d[.,]\d/.test(text.slice(i, i + 4)))
    return { end: i + 2, cents: Number(whole) * 100 + Number(one[1]) * 10, decimals: false, grouped }
  const dash = /^[.,] ?(?:-{1,2}|=)/.exec(text.slice(i, i + 4))
  if (dash !== null) return { end: i + dash[0].length, cents: Number(whole) * 100, decimals: true, grouped }
  return { end: i, cents: Number(whole) * 100, decimals: false, grouped }
}

type Word = { readonly low: string; readonly start: number; readonly end: number }

function wordAt(text: string, at: number): Word | undefined {
  let start = at
  while (start < text.length && start - at < 2 && ' -'.includes(text.charAt(start))) start++
  let end = start
  while (end < text.length && end - start < 60 && isLetter(text.charCodeAt(end))) end++
  return end === start ? undefined : { low: text.slice(start, end).toLowerCase(), start, end }
}

function wordBefore(text: string, at: number): Word | undefined {
  let end = at
  while (end > 0 && at - end < 2 && ' ('.includes(text.charAt(end - 1))) end--
  let start = end
  while (start > 0 && end - start < 40 && (isLetter(text.charCodeAt(start - 1)) || text.charAt(start - 1) === "'"))
    start--
  return start === end ? undefined : { low: text.slice(start, end).toLowerCase(), start, end }
}

const PRICE_CUE = new Set(
  (
    'voor betaal betaalde betaald betalen betaalt vraagprijs prijs bedrag borg aanbetaling waarborg tikkie betaalverzoek boden bood deed vroeg kostte kosten kost overgemaakt gestort ' +
    "for paid price deposit per eens weer nogmaals nog ad à wil wilde gaf geef was of ongeveer zo'n circa rond slechts maar wel dus totaal samen iets krijg kreeg mis kwijt minder meer nu"
  ).split(' '),
)
const STRONG_CUE = new Set(
  'betaalde betaald vraagprijs prijs bedrag borg aanbetaling waarborg kostte overgemaakt gestort paid price deposit deed ad à kwijt'.split(
    ' ',
  ),
)
const AFTER = new Set(
  (
    'voor via op naar aan en of contant cash overgemaakt betaald erbij bij terug per incl inclusief exclusief excl ex gevraagd betaalt vooruit aanbetaald gestort afgeschreven overmaken betalen euro ' +
    'p.s p weg kwijt af verschil voldaan cash each for on via to with and in per plus hem haar dus maar want is was van the a total totaal afgerekend getikt afgesproken'
  ).split(' '),
)
const COUNTED = new Set(
  (
    'keer x maal dagen dag weken week wkn dgn uur uren maanden maand jaar jaren stuks minuten min kg kilo gram liter mensen personen man euro eu procent percent days weeks hours months years people times ' +
    'items pieces kaarten kaartjes tickets stoelen mails appjes berichten'
  ).split(' '),
)

/** A bare number where the words around it make it a price: "voor 480", "een tikkie van 35", "900 van de 1.800 euro". */
function barePrice(text: string, at: number, numeral: Numeral): boolean {
  const before = wordBefore(text, at)
  const after = wordAt(text, numeral.end)
  const digits = text.slice(at, numeral.end)
  const value = numeral.cents / 100
  if (after !== undefined && (COUNTED.has(after.low) || after.start === numeral.end)) return false
  if (value < 5 || value > 99999 || (/^(19|20)\d\d$/.test(digits) && !numeral.grouped)) return false
  const nextSign = text.charAt(numeral.end)
  if ('%:/-'.includes(nextSign) && nextSign !== '' && !/^-\s/.test(text.slice(numeral.end, numeral.end + 2)))
    return false
  const closed = after === undefined || AFTER.has(after.low)
  if (before === undefined) {
    return (
      (closed && numeral.grouped) ||
      /^ (contant|cash|betaald|via ideal|voldaan|overgemaakt)/i.test(text.slice(numeral.end, numeral.end + 12)) ||
      /^ van de [\d.]+ euro/.test(text.slice(numeral.end, numeral.end + 18))
    )
  }
  const second = wordBefore(text, before.start)
  if (STRONG_CUE.has(before.low)) return closed
  if (before.low === 'van' || before.low === 'of')
    return (
      /^(tikkie|betaalverzoek|bedrag|prijs|aanbetaling|borg|boete|deposit|payment|verschil|factuur|rekening)$/.test(
        second?.low ?? '',
      ) && closed
    )
  if (
    /^ (contant|cash|betaald|betaalt|overgemaakt|voldaan|aanbetaald|kwijt|gestort|erbij|per maand|getikt|via tikkie|van de [\d.]+ euro)/i.test(
      text.slice(numeral.end, numeral.end + 26),
    )
  )
    return true
  if (before.low === 'voor') return closed && value >= 10
  return (
    PRICE_CUE.has(before.low) &&
    closed &&
    value >= 20 &&
    (numeral.decimals || !/^(op|om|rond|nu)$/.test(before.low)) &&
    /^(weer|eens|nog|wil|wilde|deed|for|was|eerst|krijg|kreeg)$/.test(before.low) &&
    (after === undefined || /^(voor|for|weer|contant|erbij|euro|en|each)$/.test(after.low) || before.low === 'wil')
  )
}

function afterNumeral(text: string, at: number, numeral: Numeral): Found | undefined {
  const unit = wordAt(text, numeral.end)
  const amount = unit === undefined ? undefined : UNITS.get(unit.low)
  if (
    unit !== undefined &&
    amount !== undefined &&
    !(AMBIGUOUS.has(unit.low) && unit.low !== 'frank' && unit.low !== 'pounds' && unit.low !== 'pond')
  ) {
    if (unit.low === 'pond' || unit.low === 'frank') return undefined
    const cents = /^ (\d{2})(?![\d.,])/.exec(text.slice(unit.end, unit.end + 5))
    const tail =
      amount === 100 &&
      cents !== null &&
      !/^ \d{2} ?(euro|eu|cent|dag|week|uur|[-.])/.test(text.slice(unit.end, unit.end + 9)) &&
      unit.low.startsWith('eur') &&
      !numeral.decimals
    const end = tail ? unit.end + 3 : unit.end
    const total = (numeral.cents / 100) * amount + (tail ? Number(cents?.[1]) : 0)
    return { type: 'AMOUNT', start: at, end, confidence: 0.99, normal: String(Math.round(total)) }
  }
  if (
    /^ ?[€£]/.test(text.slice(numeral.end, numeral.end + 2)) &&
    !/^ ?[€£] ?\d/.test(text.slice(numeral.end, numeral.end + 4))
  ) {
    const end = numeral.end + (text.charAt(numeral.end) === ' ' ? 2 : 1)
    return { type: 'AMOUNT', start: at, end, confidence: 0.98, normal: String(numeral.cents) }
  }
  if (unit !== undefined && unit.low === 'k' && unit.start === numeral.end && endsWord(text, unit.end)) return undefined
  if (unit !== undefined && unit.start === numeral.end) return undefined
  const nextIsDate = /^[-/.:]\d/.test(text.slice(numeral.end, numeral.end + 2))
  if (numeral.decimals && !nextIsDate && !/[\d.,:/-]/.test(text.charAt(at - 1)) && text.charAt(at + 2) !== ':') {
    const measured = unit !== undefined && /^(uur|kg|cm|mm|meter|km|liter|procent|uhr)$/.test(unit.low)
    const clock = /^\d{1,2}\.\d{2}$/.test(text.slice(at, numeral.end)) && (unit === undefined || unit.low === 'uur')
    if (!measured && !clock && text.charAt(numeral.end) !== '%')
      return { type: 'AMOUNT', start: at, end: numeral.end, confidence: 0.93, normal: String(numeral.cents) }
  }
  if (!nextIsDate && !/[.,:/#-]/.test(text.charAt(at - 1)) && barePrice(text, at, numeral))
    return { type: 'AMOUNT', start: at, end: numeral.end, confidence: 0.8, normal: String(numeral.cents) }
  return undefined
}

function afterSign(text: string, at: number): Found | undefined {
  let i = at + 1
  while (i < text.length && i - at < 3 && text.charAt(i) === ' ') i++
  const numeral = numeralAt(text, i)
  if (numeral === undefined) return undefined
  return { type: 'AMOUNT', start: at, end: numeral.end, confidence: 0.995, normal: String(numeral.cents) }
}

/** Written-out amounts: "tachtig euro", "driehonderdveertig euro", "negen honderd euro", "een tientje". */
function wordAmounts(text: string): Found[] {
  const words: Word[] = []
  let i = 0
  while (i < text.length) {
    if (!isLetter(text.charCodeAt(i))) {
      i++
      continue
    }
    let j = i
    while (
      j < text.length &&
      (isLetter(text.charCodeAt(j)) || (text.charAt(j) === '-' && isLetter(text.charCodeAt(j + 1))))
    )
      j++
    if (!isAlnum(text.charCodeAt(j))) words.push({ low: text.slice(i, j).toLowerCase(), start: i, end: j })
    i = j
  }
  const lows = words.map(word => word.low)
  const found: Found[] = []
  for (let k = 0; k < words.length; k++) {
    const run = numberRun(lows, k)
    const first = words[k]
    if (run === undefined || first === undefined) continue
    const unitWord = words[k + run.count]
    const unit = unitWord === undefined ? undefined : UNITS.get(unitWord.low)
    const joined = unitWord !== undefined && unitWord.start - (words[k + run.count - 1]?.end ?? 0) === 1
    if (unitWord === undefined || unit === undefined || !joined || AMBIGUOUS.has(unitWord.low)) {
      if (run.count > 1 && unit === undefined) k += run.count - 1
      continue
    }
    if (run.value === 1 && unitWord.low === 'euro' && first.low === 'ene') continue
    // "geen een cent", "nog een euro": a single cent is an amount only where it is asked or paid
    found.push({
      type: 'AMOUNT',
      start: first.start,
      end: unitWord.end,
      confidence: 0.96,
      normal: String(run.value * unit),
    })
    k += run.count
  }
  return found
}

/** Amounts of money in digits, in words, and bare numbers that the words around them make a price. */
export function findAmounts(text: string): Found[] {
  const found: Found[] = []
  let i = 0
  while (i < text.length) {
    const code = text.charCodeAt(i)
    let amount: Found | undefined
    if (SIGNS.includes(text.charAt(i))) amount = afterSign(text, i)
    else if (
      isDigit(code) &&
      (startsWord(text, i) || /[xX]/.test(text.charAt(i - 1))) &&
      !/[_#]/.test(text.charAt(i - 1))
    ) {
      const signWord = wordBefore(text, i)
      const numeral = numeralAt(text, i)
      if (numeral !== undefined) {
        amount = afterNumeral(text, i, numeral)
        if (
          signWord !== undefined &&
          /^(eur|euro|gbp|usd)$/.test(signWord.low) &&
          !isDigit(text.charCodeAt(signWord.start - 2))
        )
          amount = {
            type: 'AMOUNT',
            start: signWord.start,
            end: numeral.end,
            confidence: 0.98,
            normal: String(numeral.cents),
          }
      }
      if (amount === undefined) {
        // a longer number (IBAN, phone, date): step over all of it
        while (i < text.length && isAlnum(text.charCodeAt(i))) i++
        continue
      }
    }
    if (amount !== undefined) {
      found.push(amount)
      i = amount.end
    } else i++
  }
  for (const amount of wordAmounts(text))
    if (!found.some(other => other.start < amount.end && amount.start < other.end)) found.push(amount)
  return found.sort((a, b) => a.start - b.start)
}
