import { isAlnum } from './found.ts'
import { numberWord } from './number-word.ts'

/** A number without a currency: `text.slice(start, end)` in the uniform text. */
export type BareNumber = {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Typed as only money and large counts are: 1.250 or 89,95. */
  readonly formed: boolean
}

function words(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/))
}

const NEAR = 70
const ENOUGH = 2

/** Words that speak of paying, prices and fees; some only right before the number, some only right after it. */
const MONEY =
  /^(?:(?:ge|terug|aan|voor|vooruit|bij)?betaa?[ld]\w*|aanbet\w*|(?:over|terug)?ge(?:maakt|boekt|stort)|(?:terug)?(?:stort|storten|stortte)|overmaken|overmaakte|afgeschreven|afgeboekt|overschrijving|bijgeschreven|(?:ge)?tik(?:kie|kies|te|t)|getikt|betaalverzoek\w*|verzoekje?|bedrag|som|totaal|totaalbedrag|\w{0,12}prijs|\w{0,16}kosten|kost(?:te|ten|ing)?|shipping|postage|gekost|borg|waarborg\w*|deposit|huur|boete|fee|fees|btw|vat|toeslag|bod|bood|boden|biedt|geboden|gebooie|gebod|korting|schade|verschil|pay|paid|payed|pays|paying|price|priced|cost|costs|offered|charged|transferred|wired|refund|refunded|rent|worth|waard|cash|kontant|contant|paypal|ideal|bunq|revolut|crypto|btc|bitcoin|usdt|voldaan|cadeaukaart|giftcard|saldo|winst|verlies|gage|salaris|geld|money|eu|euro|euros|eur)$/

const MONEY_BEFORE = words(`
  vroeg vroegen vraagt gaf geef kreeg krijg ontving ontvangen vang betaal doet doe deed bieden wilde wilden wil wilt
  weg lost vooruit vooraf upfront verkoop gestuurd gezet min geld ad à tylko ipv akkoord stuurde maximaal minus plus huren verkocht gekocht
`)

const MONEY_AFTER = words(`
  terug terugkrijgen weg kwijt minder vooruit vooraf upfront erbij bij extra eraf af over waard p ps pp gone back
  reservering resevering verzonden overgeboekt gedaan klaarstond vrijgegeven ipv aanbetaling verzekering verzenden
  verzendkosten each all erop waarborg gemaakt inclusief incl exclusief excl ex opgenomen gebooie gezet verloren tekort pending per meer erin
`)

/** Words of no content: a number with one of these behind it counts nothing. */
const CLOSED_AFTER = words(`
  voor via op naar aan en of want maar dus is was die dat ik hij zij ze je u we wij mij me mijn mn zijn hem haar heb had
  heeft hebben hadden kwam zei zegt zeg stond staat krijg kreeg van bij in om met zonder per toen daarna nu dan nog ook wel niet
  nooit al ben maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren gisteravond vandaag gister moest wou wilde
  te to for on by from and or but so i he she they we you it the my his her at in nodig naar zodra tegen omdat dat't ging
  euro eerst direct meteen weer helemaal gewoon hè he ofzo zou zouden hield houdt redelijker wordt werd that which then when
  because was were had has not each with paar der ter er a door de het gestuurd gegeven gekregen ontvangen gevraagd afgesproken staan binnen boven gestolen lol al nee ja
`)

/** What stands before a number that is an age, a size, a week, a house, a model or an article, and no price. */
const OTHER_BEFORE = words(`
  aged week weken wk dag day half since sinds uit maat size nr nummer number no huisnummer artikel artikelen art
  article lvl level kamer type versie version pagina order bestelling ordernummer code leeftijd jaar iphone samsung galaxy ps
  xbox rtx gtx playstation switch macbook airpods jordan golf polo volvo peugeot model serie series nieuwste pixel oneplus pro
  windows om in klant klantnummer wachtwoord password pin pincode versnelling stap punt bijlage bijlagen dossier zaak kvk tel telefoon error fout groep klas bus lijn perron halte
  room januari februari maart april mei juni juli augustus september oktober november december january february march may
  june july august october nl be
`)
const SPAN_BEFORE = words('ben bin am rond tussen between binnen within na after tot until hour uur')

/** "180 in plaats van 240 cm": the first number is counted in what stands behind the second. */
const MEASURED =
  /^(?: ?[x-]| (?:in plaats van|ipv|of|tot|en|or|to|and)) ?\d{1,6} ?(?:cm|mm|m2|m|km|kg|gram|liter|ml|gb|tb|inch|watt|uur|dag(?:en)?|days?|we?ken|weeks?|jaar|years?|maand(?:en)?|months?|min|minuten|stuks|procent|keer|graden)(?![\p{L}\d])/iu
const ACCOUNT = /^[a-z]{2}\d{2}/
const STREET = /.(?:straat|laan|weg|plein|kade|gracht|dijk|hof|pad)$/

const NEUTRAL_BEFORE = words(`
  nog weer andere eerst eerste ineens opeens toen zo'n die de dat ongeveer circa er daarna is was met another the about
  eens keer extra again een marktplaats vinted facebook fb insta instagram snap tiktok mp ebay whatsapp telegram
`)

const PEOPLE =
  /^(?:\w*zoon|zoontje|dochter|dochtertje|jongen|jongens|meisje|meisjes|vrouw|man|moeder|vader|kind|kinderen|oma|opa|buurman|buurvrouw|kleindochter|katvanger|gast|knul|gozer|son|daughter|boy|girl|woman|kid|neef|nicht|broer|zus|opa)$/

const ENDS = new Set('.,;:!?)"-=(+\'*&')
const TRADE =
  /\b(?:betaa?[ld]|euro|eur\b|tikkie|bestel|aanbet|huur|pay|paid|bought|buy|sold|sell|order|rent|geld|money)|kocht|koop|kopen|[€£$]/i

/** Whether a text speaks of money or trade at all, which makes its bare numbers more likely prices. */
export function speaksOfTrade(text: string): boolean {
  return TRADE.test(text)
}

type Around = { readonly before: readonly string[]; readonly after: readonly string[]; readonly signed: boolean }

/** The words and signs of a stretch. A line break ends a sentence. */
function tokens(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('\n', '.')
      .match(/[\p{L}\d_@]+(?:'\p{L}+)?|[^\s\p{L}\d_@]/gu) ?? []
  )
}

/** What stands around a number, nearest first. */
function around(text: string, { start, end }: BareNumber): Around {
  const signed = /[+-]/.test(text.charAt(start - 1)) && !isAlnum(text.charCodeAt(start - 2))
  const before = tokens(text.slice(Math.max(0, start - NEAR), signed ? start - 1 : start)).reverse()
  return { before, after: tokens(text.slice(end, end + NEAR)), signed }
}

function isMoney(word: string): boolean {
  return MONEY.test(word)
}

function isEnd(word: string): boolean {
  return ENDS.has(word) || !/^[\p{L}\d_@]/u.test(word)
}

/** A word that names a thing, which a number behind it may number: "Volvo 240". */
function isContent(word: string): boolean {
  return !isEnd(word) && !CLOSED_AFTER.has(word) && !NEUTRAL_BEFORE.has(word)
}

function isPaidAfter(word: string): boolean {
  return isMoney(word) || MONEY_AFTER.has(word)
}

// what a site that is gone answers
const PAGE_NOT_FOUND = 404

/** Nothing beside the number makes it a count, an age, a size, a date, a house, a model or a part of a longer number. */
export function canBePrice(text: string, number: BareNumber): boolean {
  const { start, end, value, formed } = number
  if (value < 5 || value > 99_999 || value === PAGE_NOT_FOUND || text.charAt(start) === '0') return false
  if (/[%:/°@_]/.test(text.charAt(end)) || isAlnum(text.charCodeAt(end))) return false
  if (/^-[\p{L}\d]/u.test(text.slice(end, end + 2))) return false
  const { before, after, signed } = around(text, number)
  const [left = '.', second = '.'] = before
  const [right = '.', next = '.'] = after
  if (/^\d+$/.test(left) || STREET.test(left) || (numberWord(left) ?? 0) > 1) return false
  if (!isPaidAfter(right) && !isEnd(right) && !CLOSED_AFTER.has(right) && !(signed && formed)) return false
  if (OTHER_BEFORE.has(left) || (SPAN_BEFORE.has(left) && !isPaidAfter(right))) return false
  if (!formed && value >= 1900 && value < 2100 && !isMoney(left) && !(isPaidAfter(right) && !isContent(left)))
    return false
  if (left === 'van' && value < 100 && PEOPLE.test(second)) return false
  if (MEASURED.test(text.slice(end, end + 40))) return false
  return !(right === 'van' && /^(?:de|the)$/.test(next) && !formed && value < 20)
}

/** Whether the words around a number that can be a price make it one: "voor 480", "een tikkie van 35", "160 tikkie". */
export function isBarePrice(text: string, number: BareNumber, trade: boolean): boolean {
  const { value, formed } = number
  const { before, after, signed } = around(text, number)
  const [left = '.', second = '.', third = '.'] = before
  const [right = '.', next = '.'] = after
  const asked = isMoney(left) || MONEY_BEFORE.has(left)

  let evidence = 0
  if (trade && value >= 50) evidence += 0.5
  if (value >= 100) evidence += 1
  if (value < 20) evidence -= 1
  if (value % 5 === 0) evidence += 0.5
  if (formed) evidence += 1
  else if (value >= 10_000) evidence -= 2
  if (signed) evidence += 1
  if (asked) evidence += 3
  if (isPaidAfter(right)) evidence += 3
  if (/^(?:naar|op|to)$/.test(right) && ACCOUNT.test(next)) evidence += 2
  if (/^(?:voor|for)$/.test(left) || isTimes(left, second)) evidence += 2
  if (left === 'van' || left === 'of') evidence += isMoney(second) ? 3 : 1
  if (NEUTRAL_BEFORE.has(left)) evidence += left === 'is' && value < 100 ? 0 : 1
  else if (!asked && isContent(left) && !isTimes(left, second)) evidence -= 1
  if (isEnd(right) && isEnd(left)) evidence += 0.5
  if (isMoney(second) || isMoney(third)) evidence += 1
  if (before.slice(0, 9).some(isMoney)) evidence += 1
  if (after.slice(0, 6).some(isMoney)) evidence += 1
  return evidence >= ENOUGH
}

/** "2x", "2 x", "2 keer": what follows is a price a piece. */
function isTimes(left: string, second: string): boolean {
  return /^1?\dx$/.test(left) || (/^(?:x|keer|maal|times)$/.test(left) && /^\d{1,2}$/.test(second))
}

/** Text between two numbers that are of a kind: "500 en 500", "39 of 49 euro", "299 in plaats van 700". */
export function joinsPrices(between: string): boolean {
  return (
    between.length < 20 &&
    /^(?:,? (?:en|of|plus|and|or|ipv|in plaats van|instead of|i\.p\.v\.|van|van de|naar|of the) |, | ?\+ ?)$/i.test(
      between,
    )
  )
}

/** Text between two numbers that count the same thing: "week 24 of 25". */
export function joinsCounts(between: string): boolean {
  return / (?:en|of|tot|and|or) /i.test(between) && between.length < 6
}
