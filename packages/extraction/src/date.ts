import { endsWord, type Found, isDigit, startsWord } from './found.ts'
import { numberWord } from './number-word.ts'
import type { ResolvedDate } from './reading.ts'

const MONTHS = new Map<string, number>(
  Object.entries({
    januari: 1,
    februari: 2,
    maart: 3,
    april: 4,
    mei: 5,
    juni: 6,
    juli: 7,
    augustus: 8,
    september: 9,
    oktober: 10,
    november: 11,
    december: 12,
    january: 1,
    february: 2,
    march: 3,
    may: 5,
    june: 6,
    july: 7,
    august: 8,
    october: 10,
    jan: 1,
    feb: 2,
    mrt: 3,
    apr: 4,
    jun: 6,
    jul: 7,
    aug: 8,
    sept: 9,
    sep: 9,
    okt: 10,
    oct: 10,
    nov: 11,
    dec: 12,
    febuari: 2,
    janurari: 1,
  }),
)
const WEEKDAYS = new Map<string, number>(
  Object.entries({
    zondag: 0,
    maandag: 1,
    dinsdag: 2,
    woensdag: 3,
    donderdag: 4,
    vrijdag: 5,
    zaterdag: 6,
    sunday: 0,
    monday: 1,
    tuesday: 2,
    wednesday: 3,
    thursday: 4,
    friday: 5,
    saturday: 6,
  }),
)
const HOLIDAYS = new Set(
  'kerst kerstmis sinterklaas pasen pinksteren koningsdag hemelvaart hemelvaartsdag nieuwjaar oudjaar carnaval christmas easter halloween moederdag vaderdag valentijnsdag'.split(
    ' ',
  ),
)
const PART = new Set('begin half medio eind mid early late midden'.split(' '))

type Word = { readonly low: string; readonly start: number; readonly end: number }

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let start = -1
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32
    const inside =
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      code > 191 ||
      code === 39
    if (inside && start < 0) start = i
    if (!inside && start >= 0) {
      words.push({ low: text.slice(start, i).toLowerCase(), start, end: i })
      start = -1
    }
  }
  return words
}

function dayOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  const plain = isDigit(word.charCodeAt(0)) ? /^(\d{1,2})(?:e|ste|de|st|nd|rd|th)?$/.exec(word) : null
  if (plain !== null) {
    const day = Number(plain[1])
    return day >= 1 && day <= 31 ? day : undefined
  }
  const said = numberWord(word)
  return said !== undefined && said >= 2 && said <= 31 ? said : undefined
}

function ordinal(word: string | undefined): number | undefined {
  const match = /^(\d{1,2})(?:e|ste|de|st|nd|rd|th)$/.exec(word ?? '')
  const day = match === null ? undefined : Number(match[1])
  return day !== undefined && day >= 1 && day <= 31 ? day : undefined
}

type Span = {
  readonly from: number
  readonly to: number
  readonly day: number | undefined
  readonly month: number | undefined
  readonly year: number | undefined
}

function isMonth(word: Word | undefined, text: string): boolean {
  if (word === undefined || !MONTHS.has(word.low)) return false
  // "may" and "march" are months only with a capital or a day number; "jan" is a man's name
  return !/^(may|march|jan|mei)$/.test(word.low) || word.low === 'mei' || text.charAt(word.start) !== word.low.charAt(0)
}

function near(text: string, a: Word | undefined, b: Word | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    b.start - a.end <= 2 &&
    !/[.;!?\n]/.test(text.slice(a.end, b.start).replace(/^\./, ''))
  )
}

function yearAt(text: string, words: readonly Word[], at: number, last: number): number | undefined {
  const word = words[at]
  return word !== undefined && /^(19|20)\d\d$/.test(word.low) && near(text, words[last], word)
    ? Number(word.low)
    : undefined
}

function spanAt(text: string, words: readonly Word[], i: number): Span | undefined {
  const word = words[i]
  if (word === undefined) return undefined
  const next = words[i + 1]
  const weekday = WEEKDAYS.has(word.low)
  if (weekday && near(text, word, next)) {
    const rest = spanAt(text, words, i + 1)
    if (rest !== undefined && rest.day !== undefined) return { ...rest, from: i }
    return undefined
  }
  const day = dayOf(word.low)
  if (day !== undefined) {
    const month =
      isMonth(next, text) || (next !== undefined && MONTHS.has(next.low) && next.low !== 'jan')
        ? MONTHS.get(next?.low ?? '')
        : undefined
    if (month !== undefined && near(text, word, next)) {
      const year = yearAt(text, words, i + 2, i + 1)
      return { from: i, to: year === undefined ? i + 1 : i + 2, day, month, year }
    }
    // "8 en 22 september", "10 tot en met 24 juli"
    if (/^\d/.test(word.low) && next !== undefined && /^(en|tot|t|and|to|of)$/.test(next.low)) {
      const skip = words[i + 2]?.low === 'en' || words[i + 2]?.low === 'm' ? (words[i + 3]?.low === 'met' ? 4 : 3) : 2
      const second = words[i + skip]
      const third = words[i + skip + 1]
      if (dayOf(second?.low) !== undefined && isMonth(third, text) && near(text, second, third))
        return { from: i, to: i + skip + 1, day, month: MONTHS.get(third?.low ?? ''), year: undefined }
    }
    if (ordinal(word.low) !== undefined && next?.low === 'of' && isMonth(words[i + 2], text))
      return { from: i, to: i + 2, day, month: MONTHS.get(words[i + 2]?.low ?? ''), year: undefined }
  }
  if ((word.low === 'de' || word.low === 'the') && ordinal(next?.low) !== undefined && near(text, word, next)) {
    const rest = spanAt(text, words, i + 1)
    if (rest !== undefined) return { ...rest, from: i + 1 }
    const following = words[i + 2]?.low ?? ''
    const counted =
      near(text, next, words[i + 2]) &&
      !/^(en|nog|dan|is|was|pas|maar|om|nergens|niet|niks|and|of|was|had|heb|zou|kreeg|in|zei|wordt|weggaat|op|according|i|so|but|het|ik|hij|ze|de|to)$/.test(
        following,
      )
    return counted ? undefined : { from: i, to: i + 1, day: ordinal(next?.low), month: undefined, year: undefined }
  }
  if (PART.has(word.low) && isMonth(next, text) && near(text, word, next))
    return { from: i, to: i + 1, day: undefined, month: MONTHS.get(next?.low ?? ''), year: undefined }
  if (isMonth(word, text) && word.low.length > 3) {
    const after = dayOf(next?.low)
    const english = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
      word.low,
    )
    if (
      english &&
      after !== undefined &&
      near(text, word, next) &&
      /^\d/.test(next?.low ?? '') &&
      text.charAt(word.start) !== word.low.charAt(0)
    ) {
      const year = yearAt(text, words, i + 2, i + 1)
      return { from: i, to: year === undefined ? i + 1 : i + 2, day: after, month: MONTHS.get(word.low), year }
    }
    const year = yearAt(text, words, i + 1, i)
    return { from: i, to: year === undefined ? i : i + 1, day: undefined, month: MONTHS.get(word.low), year }
  }
  if (HOLIDAYS.has(word.low)) return { from: i, to: i, day: undefined, month: undefined, year: undefined }
  if (
    /^(20[0-3]\d)$/.test(word.low) &&
    /^(in|sinds|uit|since|from|van|year|jaar)$/.test(words[i - 1]?.low ?? '') &&
    (next === undefined || !UNIT_AFTER_YEAR.has(next.low))
  )
    return { from: i, to: i, day: undefined, month: undefined, year: Number(word.low) }
  return undefined
}

const UNIT_AFTER_YEAR = new Set('euro eu eur euros punten stuks kilometer km kilo'.split(' '))

type Numeric = {
  readonly start: number
  readonly end: number
  readonly day: number
  readonly month: number
  readonly year: number | undefined
}

function numericAt(text: string, at: number): Numeric | undefined {
  if (!isDigit(text.charCodeAt(at))) return undefined
  const match =
    /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d-])/.exec(text.slice(at, at + 11)) ??
    /^(\d{1,2})(\.)(\d{1,2})\.(\d{4})(?!\d)/.exec(text.slice(at, at + 11))
  if (
    match === null ||
    !startsWord(text, at) ||
    !endsWord(text, at + match[0].length) ||
    /[-/.,:]/.test(text.charAt(at - 1))
  )
    return undefined
  const day = Number(match[1])
  const month = Number(match[3])
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined
  const year = match[4] === undefined ? undefined : Number(match[4]) + (match[4].length === 2 ? 2000 : 0)
  if (year === undefined && match[2] === '/' && day * month <= 12 && month <= 4) return undefined
  return { start: at, end: at + match[0].length, day, month, year }
}

const DAY = 86_400_000

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** The date that a day and month mean in a report of `reported`: the latest one not more than 30 days ahead of it. */
function settle(
  day: number | undefined,
  month: number | undefined,
  year: number | undefined,
  reported: number,
): string | undefined {
  if (day === undefined) return undefined
  const report = new Date(reported)
  const y = year ?? report.getUTCFullYear()
  const m = month ?? report.getUTCMonth() + 1
  const at = Date.UTC(y, m - 1, day)
  const check = new Date(at)
  if (check.getUTCDate() !== day) return undefined
  if (year !== undefined || at <= reported + 180 * DAY) return iso(at)
  return month === undefined ? iso(at) : iso(Date.UTC(y - 1, m - 1, day))
}

const COUNT_UNIT = new Map<string, number>(
  Object.entries({
    dag: 1,
    dagen: 1,
    dgn: 1,
    day: 1,
    days: 1,
    week: 7,
    weken: 7,
    wkn: 7,
    weeks: 7,
    maand: 30,
    maanden: 30,
    month: 30,
    months: 30,
    jaar: 365,
    year: 365,
    years: 365,
  }),
)

/** Days that have a name of their own, in days from the report. */
const NAMED_DAYS = new Map(
  [
    { days: 0, names: 'vandaag today vanochtend vanmorgen vanmiddag vanavond tonight' },
    { days: -1, names: 'gisteren gister gisteravond gistermiddag gisterochtend yesterday vannacht' },
    { days: -2, names: 'eergisteren eergister' },
    { days: 1, names: 'morgen tomorrow' },
    { days: 2, names: 'overmorgen' },
  ].flatMap(({ days, names }) => names.split(' ').map((name): [string, number] => [name, days])),
)

function relativeAt(words: readonly Word[], i: number, reported: number): { to: number; date: string } | undefined {
  const low = words[i]?.low ?? ''
  const named = NAMED_DAYS.get(low)
  if (named !== undefined) return { to: i, date: iso(reported + named * DAY) }
  const weekday = WEEKDAYS.get(low)
  if (weekday !== undefined) {
    const today = new Date(reported).getUTCDay()
    const back = (today - weekday + 7) % 7
    const extra = /^(vorige|afgelopen|last)$/.test(words[i - 1]?.low ?? '') && back === 0 ? 7 : 0
    const ahead = /^(komende|volgende|aanstaande|next|this)$/.test(words[i - 1]?.low ?? '')
    return {
      to: i,
      date: iso(ahead ? reported + ((weekday - today + 7) % 7 || 7) * DAY : reported - (back + extra) * DAY),
    }
  }
  const unit = COUNT_UNIT.get(words[i + 1]?.low ?? '')
  if (unit === undefined || !/^(geleden|ago|terug)$/.test(words[i + 2]?.low ?? '')) return undefined
  const count = /^\d{1,3}$/.test(low) ? Number(low) : low === 'a' || low === 'een' ? 1 : numberWord(low)
  if (count !== undefined) return { to: i + 2, date: iso(reported - count * unit * DAY) }
  return undefined
}

/** DATE entities (a day number, a month or a named holiday) and, against the report's date, every date that the text settles. */
export function findDates(text: string, reportDate: string): { entities: Found[]; resolved: ResolvedDate[] } {
  const reported = Date.parse(`${reportDate}T00:00:00Z`)
  const known = Number.isFinite(reported)
  const words = wordsOf(text)
  const entities: Found[] = []
  const resolved: ResolvedDate[] = []
  const settleInto = (start: number, end: number, date: string | undefined) => {
    if (date !== undefined) resolved.push({ text: text.slice(start, end), start, end, date })
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined) continue
    const numeric = numericAt(text, word.start)
    if (numeric !== undefined) {
      entities.push({ type: 'DATE', start: numeric.start, end: numeric.end, confidence: 0.9 })
      if (known) settleInto(numeric.start, numeric.end, settle(numeric.day, numeric.month, numeric.year, reported))
      while ((words[i + 1]?.start ?? Number.POSITIVE_INFINITY) < numeric.end) i++
      continue
    }
    const span = spanAt(text, words, i)
    const last = span === undefined ? undefined : words[span.to]
    if (span !== undefined && last !== undefined) {
      const start = word.low === 'the' || word.low === 'de' ? word.start : (words[span.from]?.start ?? word.start)
      const from =
        (word.low === 'the' || word.low === 'de') && span.from > i ? (words[span.from]?.start ?? start) : start
      const beginAt = span.month === undefined && (word.low === 'the' || word.low === 'de') ? word.start : from
      entities.push({ type: 'DATE', start: beginAt, end: last.end, confidence: 0.92 })
      if (known) settleInto(beginAt, last.end, settle(span.day, span.month, span.year, reported))
      i = span.to
      continue
    }
    if (known) {
      const relative = relativeAt(words, i, reported)
      if (relative !== undefined) {
        settleInto(word.start, words[relative.to]?.end ?? word.end, relative.date)
        i = relative.to
      }
    }
  }
  return { entities, resolved }
}
