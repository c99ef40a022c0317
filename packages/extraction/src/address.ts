import { type Found, isAlnum, isDigit, isLetter, startsWord } from './found.ts'

/** Top-level domains that stand on their own, without "www" or a word like "site" before them. */
const SURE = new Set(
  'nl be de eu com net org info biz fr uk es it pl lt example test invalid localhost shop store online site app io co dev xyz top club live store link page amsterdam frl gent vlaanderen brussels tv cc me nu'.split(
    ' ',
  ),
)
/** Of those, the ones that are also words with which a sentence may go on after a full stop without a space. */
const WORDS = new Set(
  'de me nu it is in at to so no my as be link live top site app store shop online page test'.split(' '),
)
const CUES = [
  'site',
  'website',
  'www',
  'http',
  'webshop',
  'winkel',
  'shop',
  'via',
  'bij',
  'op',
  'from',
  'on',
  'at',
  'through',
  'link',
  'domein',
  'url',
  'naar',
  'adres',
  'to',
  'van',
]

function isHost(code: number): boolean {
  return isAlnum(code) || code === 45 || code === 46
}

function isMailbox(code: number): boolean {
  return isAlnum(code) || '._%+-'.includes(String.fromCharCode(code))
}

function isPath(code: number): boolean {
  return code > 32 && code !== 34 && code !== 60 && code !== 62 && code !== 123 && code !== 125
}

/** End of a host that starts at `at`: labels between full stops, the last one letters only; undefined where there is none. */
function hostEnd(text: string, at: number): number | undefined {
  let end = at
  while (end < text.length && end - at < 253 && isHost(text.charCodeAt(end))) end++
  while (end > at && !isAlnum(text.charCodeAt(end - 1))) end--
  const host = text.slice(at, end)
  if (host.includes('..') || host.startsWith('.') || host.startsWith('-')) {
    const cut = host.indexOf('..')
    if (cut <= 0) return undefined
    return hostEnd(text.slice(0, at + cut), at)
  }
  const labels = host.split('.')
  // "winkel.nl.Daarna": a sentence that goes on without a space
  while (
    labels.length > 2 &&
    /^[A-Z][a-z]+$/.test(labels.at(-1) ?? '') &&
    SURE.has((labels.at(-2) ?? '').toLowerCase())
  )
    labels.pop()
  const last = labels.at(-1) ?? ''
  if (labels.length < 2 || !/^[A-Za-z]{2,24}$/.test(last)) return undefined
  return at + labels.join('.').length
}

function trimmedPath(text: string, from: number): number {
  let end = from
  if (text.charAt(end) === ':' && isDigit(text.charCodeAt(end + 1)))
    while (end < text.length && (end === from || isDigit(text.charCodeAt(end)))) end++
  if (!'/?#'.includes(text.charAt(end)) || end >= text.length) return end
  while (end < text.length && end - from < 500 && isPath(text.charCodeAt(end))) end++
  while (end > from && '.,;:!?)\'"]'.includes(text.charAt(end - 1))) end--
  return end
}

/** E-mail addresses: the sign @ with a mailbox before and a host behind. */
export function findMails(text: string): Found[] {
  const found: Found[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > 0 && at - start < 64 && isMailbox(text.charCodeAt(start - 1))) start--
    while (start < at && !isAlnum(text.charCodeAt(start))) start++
    const end = hostEnd(text, at + 1)
    if (start === at || end === undefined) continue
    found.push({ type: 'EMAIL', start, end, confidence: 0.995, normal: text.slice(start, end).toLowerCase() })
  }
  return found
}

function lastWords(text: string, at: number): string[] {
  return text
    .slice(Math.max(0, at - 30), at)
    .toLowerCase()
    .split(/[^a-z]/)
    .filter(word => word !== '')
    .slice(-2)
}

/** Whether a bare host without "www" is meant as an address and is not two sentences without a space between them. */
function isMeant(text: string, at: number, end: number): boolean {
  const labels = text.slice(at, end).split('.')
  const tld = labels.at(-1) ?? ''
  const name = labels.at(-2) ?? ''
  const low = tld.toLowerCase()
  if (name.length < 2 || /^\d+$/.test(name)) return false
  const sameCase = tld === low || (text.slice(at, end) === text.slice(at, end).toUpperCase() && name.length > 2)
  if (!sameCase) return false
  const cued = lastWords(text, at).some(word => CUES.includes(word))
  const shaped = name.includes('-') || /\d/.test(name) || labels.length > 2
  if (SURE.has(low) && !WORDS.has(low)) return true
  if (low === 'test' || low === 'de' || low === 'me' || low === 'be')
    return low === 'test' || low === 'be' || cued || shaped
  if (WORDS.has(low)) return shaped || (cued && name.length > 4)
  return shaped ? cued || name.includes('-') : cued && name.length > 5 && low.length <= 6
}

/** Web addresses with any top-level domain: with a scheme, with "www", or a bare host that is meant as one. */
export function findUrls(text: string): Found[] {
  const found: Found[] = []
  let i = 0
  while (i < text.length) {
    if (!startsWord(text, i) || !isAlnum(text.charCodeAt(i)) || text.charAt(i - 1) === '@') {
      i++
      continue
    }
    let run = i
    let dotted = false
    while (run < text.length && run - i < 300 && isHost(text.charCodeAt(run))) {
      if (text.charCodeAt(run) === 46) dotted = true
      run++
    }
    const scheme = text.startsWith('://', run) && /^https?$/i.test(text.slice(i, run))
    if (!scheme && !dotted) {
      i = run
      continue
    }
    const from = scheme ? run + 3 : i
    const host = hostEnd(text, from)
    const www = /^www\./i.test(text.slice(from, from + 4))
    if (host !== undefined && text.charAt(host) !== '@' && (scheme || www || isMeant(text, from, host))) {
      const end = trimmedPath(text, host)
      found.push({
        type: 'URL',
        start: i,
        end,
        confidence: scheme || www ? 0.995 : 0.97,
        normal: text.slice(from, end).toLowerCase(),
      })
      i = end
      continue
    }
    i = Math.max(run, i + 1)
  }
  return found
}

type Word = { readonly low: string; readonly start: number; readonly end: number }

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let i = 0
  while (i < text.length) {
    if (text.charAt(i) === '@') {
      words.push({ low: '@', start: i, end: i + 1 })
      i++
      continue
    }
    if (!isAlnum(text.charCodeAt(i))) {
      i++
      continue
    }
    let j = i
    while (j < text.length && (isAlnum(text.charCodeAt(j)) || '-_'.includes(text.charAt(j)))) j++
    words.push({ low: text.slice(i, j).toLowerCase(), start: i, end: j })
    i = j
  }
  return words
}

const DOT = new Set(['punt', 'dot', 'punkt'])
const AT = new Set(['apenstaartje', 'apestaartje', 'apenstaart', 'apestaart', 'at', '@', 'aapje'])
const DASH = new Set(['streepje', 'dash', 'koppelteken', 'hyphen'])
const SPOKEN_TLD = new Set('nl be com de eu net org info shop store online nu example test fr uk'.split(' '))

function adjacent(text: string, a: Word | undefined, b: Word | undefined): boolean {
  if (a === undefined || b === undefined) return false
  for (let i = a.end; i < b.start; i++) if (!' .()[]'.includes(text.charAt(i))) return false
  return b.start - a.end <= 3
}

/** Where a spoken name that ends at word `last` begins: single words joined by "punt" or "streepje". */
function spokenStart(text: string, words: readonly Word[], last: number): number {
  let k = last
  while (
    k >= 2 &&
    (DOT.has(words[k - 1]?.low ?? '') || DASH.has(words[k - 1]?.low ?? '')) &&
    adjacent(text, words[k - 1], words[k]) &&
    adjacent(text, words[k - 2], words[k - 1])
  )
    k -= 2
  return k
}

/** Addresses as they are said aloud: "kicksloods punt nl", "jan punt kees apenstaartje post punt nl". */
export function findSpoken(text: string): Found[] {
  const low = text.toLowerCase()
  if (!low.includes('punt') && !low.includes('dot') && !low.includes('punkt')) return []
  const words = wordsOf(text)
  const found: Found[] = []
  for (let i = 2; i < words.length; i++) {
    const tld = words[i]
    if (tld === undefined || !SPOKEN_TLD.has(tld.low) || !DOT.has(words[i - 1]?.low ?? '')) continue
    if (!adjacent(text, words[i - 1], tld) || !adjacent(text, words[i - 2], words[i - 1])) continue
    let first = spokenStart(text, words, i - 2)
    let type: 'URL' | 'EMAIL' = 'URL'
    if (first >= 2 && AT.has(words[first - 1]?.low ?? '') && adjacent(text, words[first - 1], words[first])) {
      first = spokenStart(text, words, first - 2)
      type = 'EMAIL'
    }
    const head = words[first]
    if (head === undefined || /^(de|het|een|the|a|op|bij|via|en|dat|is)$/.test(head.low)) continue
    const normal = words
      .slice(first, i + 1)
      .map(word => (DOT.has(word.low) ? '.' : AT.has(word.low) ? '@' : DASH.has(word.low) ? '-' : word.low))
      .join('')
    found.push({ type, start: head.start, end: tld.end, confidence: 0.95, normal })
  }
  return found
}

/** User names: "@naam" anywhere, and words with the shape of one (an underscore, a # with four digits). */
export function findHandles(text: string): Found[] {
  const found: Found[] = []
  let i = 0
  while (i < text.length) {
    const at = text.charAt(i) === '@'
    if (
      !(at || isAlnum(text.charCodeAt(i))) ||
      (i > 0 && (isAlnum(text.charCodeAt(i - 1)) || text.charAt(i - 1) === '_'))
    ) {
      i++
      continue
    }
    let j = at ? i + 1 : i
    let letters = 0
    let under = 0
    while (j < text.length && j - i < 60 && (isAlnum(text.charCodeAt(j)) || '_.'.includes(text.charAt(j)))) {
      if (isLetter(text.charCodeAt(j))) letters++
      if (text.charAt(j) === '_') under++
      j++
    }
    while (j > i && text.charAt(j - 1) === '.') j--
    const tagged = text.charAt(j) === '#' && /^#\d{4}(?!\d)/.test(text.slice(j, j + 6))
    const end = tagged ? j + 5 : j
    const name = text.slice(at ? i + 1 : i, end)
    const digitsAtEnd = letters >= 7 && /^[a-z]/.test(name) && /^[a-z]+(?:\.[a-z]+)?\d{2,6}$/i.test(name.slice(0, 60))
    if (name.length >= 3 && letters >= 2 && (at || under > 0 || tagged || digitsAtEnd)) {
      found.push({
        type: 'HANDLE',
        start: i,
        end,
        confidence: at || under > 0 || tagged ? 0.95 : 0.75,
        normal: name.toLowerCase(),
      })
    }
    i = Math.max(end, i + 1)
  }
  return found
}
