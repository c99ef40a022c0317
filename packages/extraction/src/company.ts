import { type Found, isAlnum, isDigit, isLetter, isUpper } from './found.ts'

const CUES = new Set(
  'webwinkel webshop internetwinkel winkel bedrijf firma shop store company firm kennel garage zaak dealer bezorgdienst koerier platform fabriek winkelketen woonketen keten leverancier atelier meubelatelier retailer courier bureau sportschool sportschool-app'.split(
    ' ',
  ),
)
const LINKS = new Set(['van', 'of', 'called', 'genaamd', 'named'])
const TRADE =
  /(huis|hof|winkel|shop|handel|bedrijf|atelier|studio|bouw|techniek|fietsen|wonen|trading|audio|transport|delivery|parcel|escrow|interiors|interieur|outdoor|verhuur|koning|magazijn|koopje|antiquariaat|school|stichting|bureau|kennel|kwekerij|bakkerij|drukkerij|keukens|meubelen|meubels|rijwielen|witgoed|store|pellets|haardhout|montage|zakelijk|oost|west|noord|zuid|service|services|group|media|design|koerier|bezorging|logistics|electronics|elektronica|sport|mode|tickets|ltd|bv|b\.v|nv|vof|zn|xl|direct|outlet|makers|club|vereniging|bank|reizen|travel|optiek|schoenen|speelgoed|boeken|tuin|garage|auto)$/i
const JOIN = new Set(['de', 'het', 'van', 'der', 'den', '&', 'of', 'the', 'en', "'t", '+'])

function isCapital(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at)) && isUpper(text, at)
}

/** Companies that are known by name, and the first words of those of more than one word. */
export type KnownCompanies = { readonly names: ReadonlySet<string>; readonly openings: ReadonlySet<string> }

export function knownCompanies(names: readonly string[]): KnownCompanies {
  const openings = names.filter(name => name.includes(' ')).map(name => name.slice(0, name.indexOf(' ')))
  return { names: new Set(names), openings: new Set(openings) }
}

type Piece = { readonly start: number; readonly end: number; readonly word: string }

function pieceAt(text: string, at: number): Piece | undefined {
  if (text.charAt(at) === '&' || text.charAt(at) === '+') return { start: at, end: at + 1, word: text.charAt(at) }
  let end = at
  while (
    end < text.length &&
    end - at < 40 &&
    (isAlnum(text.charCodeAt(end)) ||
      ("-'&".includes(text.charAt(end)) && isAlnum(text.charCodeAt(end + 1))) ||
      (text.charAt(end) === '.' &&
        /^[A-Za-z]\.?(?![a-z])/.test(text.slice(end + 1, end + 3)) &&
        end - at <= 3 &&
        isCapital(text, at) &&
        /^\.[A-Z]/.test(text.slice(end, end + 2))))
  )
    end++
  return end === at ? undefined : { start: at, end, word: text.slice(at, end) }
}

/** A run of words with capitals, with "de", "van" or "&" between them: "Antiquariaat De Gekreukte Kraaij". */
function runAt(text: string, at: number): Piece[] {
  const pieces: Piece[] = []
  let next = at
  for (let steps = 0; steps < 7; steps++) {
    const piece = pieceAt(text, next)
    if (piece === undefined) break
    const join = JOIN.has(piece.word.toLowerCase()) && pieces.length > 0
    if (!(isCapital(text, piece.start) || join)) break
    pieces.push(piece)
    if (text.charAt(piece.end) !== ' ') break
    next = piece.end + 1
  }
  while (pieces.length > 0 && JOIN.has(pieces.at(-1)?.word ?? '')) pieces.pop()
  return pieces
}

function wordsBefore(text: string, at: number): string[] {
  return text
    .slice(Math.max(0, at - 40), at)
    .toLowerCase()
    .split(/[\s"']+/)
    .filter(word => word !== '')
    .slice(-2)
}

function isNamed(text: string, run: readonly Piece[]): boolean {
  const first = run[0]
  if (first === undefined) return false
  const [second, last] = (() => {
    const words = wordsBefore(text, first.start)
    return [words.at(-2) ?? '', words.at(-1) ?? '']
  })()
  if (CUES.has(last.replace(/[,:]$/, '')) && !/[,.]$/.test(last)) return true
  return LINKS.has(last) && CUES.has(second)
}

/** End of a known name of one word [start, end) or of two, or none. The second word counts for seven letters. */
function knownUpTo(text: string, start: number, end: number, known: KnownCompanies): number | undefined {
  if (known.names.size === 0) return undefined
  const single = text.slice(start, end).toLowerCase()
  if (known.openings.has(single)) {
    const two = /^[a-z]+ [a-z]+/.exec(text.slice(start, end + 8).toLowerCase())?.[0]
    if (two !== undefined && known.names.has(two)) return start + two.length
  }
  return known.names.has(single) ? end : undefined
}

/** Companies by their form: a trade word in a name with capitals, a legal form, or a name right after "webshop", "firma", "company". Nothing in a text of one case. */
export function findCompanies(text: string, known: KnownCompanies, platforms: ReadonlySet<string>): Found[] {
  const found: Found[] = []
  let lower = 0
  for (let i = 0; i < text.length; i++) if (isLetter(text.charCodeAt(i)) && !isCapital(text, i)) lower++
  const cased = lower > text.length * 0.4
  let i = 0
  while (i < text.length) {
    if (
      !isAlnum(text.charCodeAt(i)) ||
      (i > 0 && (isAlnum(text.charCodeAt(i - 1)) || '@._-/'.includes(text.charAt(i - 1))))
    ) {
      i++
      continue
    }
    let end = i
    while (end < text.length && isAlnum(text.charCodeAt(end))) end++
    const stop = knownUpTo(text, i, end, known)
    if (stop !== undefined) {
      if (!isDigit(text.charCodeAt(i))) found.push({ type: 'COMPANY', start: i, end: stop, confidence: 0.93 })
      i = stop
      continue
    }
    if (!cased || !isCapital(text, i)) {
      i = end
      continue
    }
    const run = runAt(text, i)
    const last = run.at(-1)
    const name = last === undefined ? '' : text.slice(i, last.end)
    const trade = run.length >= 2 && run.some((piece, k) => (k > 0 || run.length > 1) && TRADE.test(piece.word))
    const startsSentence = i === 0 || /[.!?\n]\s*$/.test(text.slice(Math.max(0, i - 3), i))
    const named = isNamed(text, run) && !(startsSentence && run.length === 1)
    if (
      last !== undefined &&
      (trade || named) &&
      !platforms.has(name.toLowerCase()) &&
      !platforms.has((run[0]?.word ?? '').toLowerCase()) &&
      !/^(de|het|een|ik|the|i)\b/i.test(name.slice(0, 4).trim() === name ? name : '')
    ) {
      const from =
        startsSentence &&
        run.length >= 2 &&
        /^(Bij|Via|Van|De|Het|Op|In|Mijn|From|At|The|My|Namens|Voor|Naar|For)$/.test(run[0]?.word ?? '') &&
        !/^(De|Het|The)$/.test(run[0]?.word ?? '')
          ? (run[1]?.start ?? i)
          : i
      if (
        !(
          from === i &&
          /^(Bij|Via|Van|Op|In|Mijn|From|At|My|Ik|Wij|We|Een|Namens|Voor|Naar|For)$/.test(run[0]?.word ?? '')
        )
      )
        found.push({ type: 'COMPANY', start: from, end: last.end, confidence: 0.85 })
      i = last.end
      continue
    }
    i = end
  }
  return found
}
