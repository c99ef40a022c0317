import { type BareNumber, canBePrice, isBarePrice, joinsCounts, joinsPrices, speaksOfTrade } from './bare-price.ts'
import { type Found, isAlnum, isDigit, isLetter, startsWord } from './found.ts'
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
    mille: 100000,
    euri: 100,
    eurokes: 100,
    eurookes: 100,
    eurotjes: 100,
    ekkies: 100,
    usdt: 100,
    usdc: 100,
    pûn: 100,
    pegels: 100,
    flappen: 100,
    bucks: 100,
    zloty: 100,
    pln: 100,
    ct: 1,
    cts: 1,
  }),
)
/** Words that are money only behind a number in digits, and of these the ones that are money only from ten on ("3 pond kaas"). */
const AMBIGUOUS = new Set(['pond', 'pound', 'piek', 'ballen', 'frank', 'flappen', 'rooie'])
const FROM_TEN = new Set(['pond', 'pound', 'piek'])
/** Coins without a fixed worth: an amount, but none in cents. */
const COIN = /^\d{1,7}(?:[.,]\d{1,8})? ?(?:eth|btc|ethereum|bitcoins?)(?![\p{L}\d])/iu
/** "18 ct goud" are carats. */
const CARATS = /^ ?(?:goud|gold|karaat|carat|diamant|diamond|briljant|ring|ketting|armband|witgoud)/i
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

/** Whether digits such as 20.15 can be a time of the day. */
function isClock(digits: string): boolean {
  const [, hour, minute] = /^(\d{1,2})\.(\d{2})$/.exec(digits) ?? []
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60
}

// "voor 22.00 besteld", "before 18.00 today": until when something is to be done, on the quarter or a minute to the hour
const UNTIL = /^(?:voor|before|om|at|tot|vanaf)$/
const BY_THEN = /^(?:vandaag|vanavond|morgen|besteld|today|tonight|tomorrow|ordered)$/
const QUARTER = /[.:](?:00|15|30|45|59)$/

function isUntil(text: string, at: number, end: number, next: string | undefined): boolean {
  return BY_THEN.test(next ?? '') && UNTIL.test(wordBefore(text, at)?.low ?? '') && QUARTER.test(text.slice(at, end))
}

// "de 25e", "op 3e", "zondag 12e": the next in a row, and no money
const RANKS_BEFORE =
  /^(?:de|den|het|op|mijn|mn|m'n|zijn|zn|z'n|haar|hun|onze|elke|iedere|tot|vanaf|sinds|rond|na|een|ne|'t|this|the|\w{2,5}dag)$/
const RANKED_AFTER =
  /^ ?(?:keer|maal|kans|hands|verdieping|jaar|eeuw|verjaardag|dag|week|maand|etage|straat|laan|versie|plaats|klas|van de|jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|oct|nov|dec)/i

/** "75e" or "200 e" for euros, as phones are typed on: only where the words around it make it a price. */
function isShortEuro(text: string, at: number, { cents, decimals }: Numeral, end: number): boolean {
  if (/^(?:[-'’&]|\.\p{L})/u.test(text.slice(end, end + 2))) return false
  if (RANKS_BEFORE.test(wordBefore(text, at)?.low ?? '') || RANKED_AFTER.test(text.slice(end, end + 12))) return false
  const number = { start: at, end, value: cents / 100, formed: decimals }
  return canBePrice(text, number) && isBarePrice(text, number, speaksOfTrade(text))
}

function afterNumeral(text: string, at: number, numeral: Numeral): Found | undefined {
  const unit = wordAt(text, numeral.end)
  const amount = unit === undefined ? undefined : UNITS.get(unit.low)
  const isUnit = unit !== undefined && (!AMBIGUOUS.has(unit.low) || (FROM_TEN.has(unit.low) && numeral.cents >= 1000))
  if (isUnit && amount !== undefined) {
    if (numeral.cents === 0 || (unit.low === 'ct' && CARATS.test(text.slice(unit.end, unit.end + 12)))) return undefined
    const cents = /^ (\d{2})(?!\d|[.,]\d)/.exec(text.slice(unit.end, unit.end + 6))
    const tail =
      amount === 100 &&
      cents !== null &&
      !/^ \d{2} ?(euro|eu|cent|dag|week|uur|[-.]\d)/.test(text.slice(unit.end, unit.end + 9)) &&
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
  if (unit !== undefined && unit.low === 'e' && isShortEuro(text, at, numeral, unit.end))
    return { type: 'AMOUNT', start: at, end: unit.end, confidence: 0.9, normal: String(numeral.cents) }
  if (unit !== undefined && unit.start === numeral.end) return undefined
  const nextIsDate = /^[-/.:]\d/.test(text.slice(numeral.end, numeral.end + 2))
  if (numeral.decimals && !nextIsDate && !/[\d.,:/-]/.test(text.charAt(at - 1)) && text.charAt(at + 2) !== ':') {
    const measured =
      unit !== undefined &&
      (/^(uur|kg|cm|mm|meter|km|liter|procent|uhr)$/.test(unit.low) ||
        (numeral.cents < 1000 && /^(m|hoog|breed|lang|diep|high|wide|tall|long)$/.test(unit.low)))
    const told = /^(?:om|at|tot|vanaf|rond|tegen)$/.test(wordBefore(text, at)?.low ?? '')
    const until = isUntil(text, at, numeral.end, unit?.low)
    const clock = isClock(text.slice(at, numeral.end)) && (unit === undefined || unit.low === 'uur' || told || until)
    if (!measured && !clock && numeral.cents > 0 && text.charAt(numeral.end) !== '%')
      return { type: 'AMOUNT', start: at, end: numeral.end, confidence: 0.93, normal: String(numeral.cents) }
  }
  return undefined
}

function afterSign(text: string, at: number): Found | undefined {
  let i = at + 1
  while (i < text.length && i - at < 3 && text.charAt(i) === ' ') i++
  const numeral = numeralAt(text, i)
  if (numeral === undefined || numeral.cents === 0) return undefined
  return { type: 'AMOUNT', start: at, end: numeral.end, confidence: 0.995, normal: String(numeral.cents) }
}

function wordsOf(text: string): Word[] {
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
  return words
}

/** "een euro vijfenzeventig": the cents behind the currency, where these count nothing else. */
function centsAfter(lows: readonly string[], at: number): { value: number; count: number } | undefined {
  const run = lows[at - 1] === 'euro' ? numberRun(lows, at) : undefined
  if (run === undefined || run.value < 5 || run.value > 99) return undefined
  return /^(?:euro|cent|keer|uur|dagen|weken|maanden|stuks|procent|mensen)$/.test(lows[at + run.count] ?? '')
    ? undefined
    : run
}

/** Written-out amounts: "tachtig euro", "negen honderd euro", "een tientje"; a number without a currency goes to `bare`. */
function wordAmounts(text: string, bare: Candidate[]): Found[] {
  const words = wordsOf(text)
  const lows = words.map(word => word.low)
  const found: Found[] = []
  for (let k = 0; k < words.length; k++) {
    const run = numberRun(lows, k)
    const first = words[k]
    const last = run === undefined ? undefined : words[k + run.count - 1]
    if (run === undefined || first === undefined || last === undefined) continue
    const { start } = first
    const unitWord = words[k + run.count]
    const unit = unitWord === undefined ? undefined : UNITS.get(unitWord.low)
    const joined = unitWord !== undefined && unitWord.start - last.end === 1
    if (unitWord === undefined || unit === undefined || !joined || AMBIGUOUS.has(unitWord.low)) {
      if (run.value >= 20)
        bare.push({ start, end: last.end, value: run.value, formed: false, cents: Math.round(run.value * 100) })
      if (run.count > 1 && unit === undefined) k += run.count - 1
      continue
    }
    if (run.value === 0 || (run.value === 1 && unitWord.low === 'euro' && first.low === 'ene')) continue
    // "nooit een cent gezien", "not one cent": no sum at all
    if (run.value === 1 && /^(?:nooit|niet|geen|never|not|zonder|without)$/.test(lows[k - 1] ?? '')) continue
    const cents = centsAfter(lows, k + run.count + 1)
    const end = words[k + run.count + (cents?.count ?? 0)]?.end ?? unitWord.end
    const normal = String(run.value * unit + (cents?.value ?? 0))
    found.push({ type: 'AMOUNT', start, end, confidence: 0.96, normal })
    k += run.count + (cents?.count ?? 0)
  }
  return found
}

type Candidate = BareNumber & { readonly cents: number }

function bareNumeral(text: string, at: number, numeral: Numeral): Candidate | undefined {
  const { end, cents } = numeral
  if (/[.,:/#]/.test(text.charAt(at - 1)) || /^[-/.:]\d/.test(text.slice(end, end + 2))) return undefined
  if (text.charAt(at - 1) === '-' && isAlnum(text.charCodeAt(at - 2))) return undefined
  const formed = numeral.grouped || (numeral.decimals && !isClock(text.slice(at, end)))
  return { start: at, end, cents, value: cents / 100, formed }
}

/** Of the numbers without a currency, those that the words around them, or a price beside them, make prices. */
function barePrices(text: string, bare: readonly Candidate[], sure: readonly Found[]): Found[] {
  const trade = speaksOfTrade(text)
  const open: Candidate[] = []
  let refused: Candidate | undefined
  for (const item of [...bare].sort((a, b) => a.start - b.start)) {
    const counts = refused !== undefined && joinsCounts(text.slice(refused.end, item.start))
    if (!counts && canBePrice(text, item)) open.push(item)
    else refused = item
  }
  const all = [...open, ...sure].sort((a, b) => a.start - b.start)
  const priced = all.map(item => !('value' in item) || isBarePrice(text, item, trade))
  const beside = (i: number, other: number) => {
    const [first, second] = [all[Math.min(i, other)], all[Math.max(i, other)]]
    if (first === undefined || second === undefined || priced[other] !== true) return
    if (joinsPrices(text.slice(first.end, second.start))) priced[i] = true
  }
  for (let i = 0; i < all.length; i++) beside(i, i - 1)
  for (let i = all.length - 1; i >= 0; i--) beside(i, i + 1)
  return all.flatMap((item, i) => {
    if (!('value' in item) || priced[i] !== true) return []
    const { start, end, cents } = item
    return [{ type: 'AMOUNT' as const, start, end, confidence: 0.8, normal: String(cents) }]
  })
}

/** Amounts of money in digits, in words, and bare numbers that the words around them make a price. */
export function findAmounts(text: string): Found[] {
  const found: Found[] = []
  const bare: Candidate[] = []
  let i = 0
  while (i < text.length) {
    const amount = SIGNS.includes(text.charAt(i)) ? afterSign(text, i) : undefined
    if (amount !== undefined) {
      found.push(amount)
      i = amount.end
    } else if (isDigit(text.charCodeAt(i))) i = readNumber(text, i, found, bare)
    else i++
  }
  const inDigits = [...found]
  let k = 0
  for (const amount of wordAmounts(text, bare)) {
    while ((inDigits[k]?.end ?? text.length) <= amount.start) k++
    if ((inDigits[k]?.start ?? text.length) >= amount.end) found.push(amount)
  }
  found.push(...barePrices(text, bare, found))
  return found.sort((a, b) => a.start - b.start)
}

/** Puts the number at `at` where it belongs, and answers where to read on. */
function readNumber(text: string, at: number, found: Found[], bare: Candidate[]): number {
  const starts = startsWord(text, at) || /[xX]/.test(text.charAt(at - 1))
  const numeral = starts && !/[_#]/.test(text.charAt(at - 1)) ? numeralAt(text, at) : undefined
  const amount = numeral === undefined ? undefined : amountAt(text, at, numeral)
  if (amount !== undefined) {
    found.push(amount)
    return amount.end
  }
  const candidate = numeral === undefined ? undefined : bareNumeral(text, at, numeral)
  if (candidate !== undefined) bare.push(candidate)
  let end = Math.max(at + 1, candidate?.end ?? at)
  if (end - at < 3 && /^x\d/i.test(text.slice(end, end + 2))) return end + 1 // "3x60"
  // a longer number (IBAN, phone, date): step over all of it
  while (end < text.length && isAlnum(text.charCodeAt(end))) end++
  return end
}

/** A number with its currency before or behind it. */
function amountAt(text: string, at: number, numeral: Numeral): Found | undefined {
  const { end, cents } = numeral
  const coin = COIN.exec(text.slice(at, at + 32))
  if (coin !== null) return { type: 'AMOUNT', start: at, end: at + coin[0].length, confidence: 0.97 }
  const currency = wordBefore(text, at)
  const isFree = currency !== undefined && !isDigit(text.charCodeAt(currency.start - 2))
  if (isFree && /^(?:eur|euro|gbp|usd)$/.test(currency.low))
    return { type: 'AMOUNT', start: currency.start, end, confidence: 0.98, normal: String(cents) }
  return afterNumeral(text, at, numeral)
}
