import { type Found, isDigit, isLetter } from './found.ts'

const NO_NAME = new Set([
  'b.v',
  'n.v',
  'd.d',
  'p.s',
  'bv',
  'nv',
  'dhr',
  'mevr',
  'mw',
  't.n.v',
  'tnv',
  'o.a',
  'i.p.v',
  'm.b.t',
  'ik',
  'hij',
  'zij',
  'nl',
  'i',
])
const PARTICLES = /^(van|de|den|der|ter|ten|el|von|la|le|du|da|het|'t|in) /i

function isInitial(text: string, at: number): boolean {
  return (
    isLetter(text.charCodeAt(at)) &&
    !isLetter(text.charCodeAt(at - 1)) &&
    text.charAt(at) !== text.charAt(at).toLowerCase()
  )
}

/** End of "W.F. Dantuma" where the tagger stopped at its initials: particles and one word with a capital. */
function afterInitials(text: string, end: number): number {
  let at = end
  if (text.charAt(at) === '.') at++
  for (let steps = 0; steps < 4 && isInitial(text, at) && text.charAt(at + 1) === '.'; steps++) at += 2
  let next = text.charAt(at) === ' ' ? at + 1 : at
  for (let steps = 0; steps < 3; steps++) {
    const particle = PARTICLES.exec(text.slice(next, next + 6))
    if (particle === null) break
    next += particle[0].length
  }
  if (next === at || !isInitial(text, next)) return at
  let stop = next
  while (
    stop < text.length &&
    (isLetter(text.charCodeAt(stop)) || (text.charAt(stop) === '-' && isLetter(text.charCodeAt(stop + 1))))
  )
    stop++
  return stop - next >= 3 ? stop : at
}

/** Cuts a name at the end of a sentence, unless an initial stands before the full stop. */
function withinSentence(text: string, item: Found): Found {
  for (let i = item.start + 1; i < item.end - 1; i++) {
    if (!'.!?\n'.includes(text.charAt(i)) || text.charAt(i + 1) === '.') continue
    const initial = text.charAt(i) === '.' && !isLetter(text.charCodeAt(i - 2)) && isLetter(text.charCodeAt(i - 1))
    const joined = text.charAt(i) === '.' && isLetter(text.charCodeAt(i + 1))
    if (!initial && !joined) return { ...item, end: i }
  }
  return item
}

function polished(text: string, found: Found): Found | undefined {
  const item = withinSentence(text, found)
  const raw = text.slice(item.start, item.end)
  if (item.type === 'COMPANY') {
    const legal = /^ ?(b\.?v\.?|n\.?v\.?|bvba|& zn\.?|& zonen|& co\.?)(?![a-z])/i.exec(
      text.slice(item.end, item.end + 9),
    )
    const end = legal === null ? item.end : item.end + legal[0].length
    const open = /\b[bn]\.v$/i.test(text.slice(item.start, end)) && text.charAt(end) === '.'
    const short = /& zn$/i.test(text.slice(item.start, end)) && text.charAt(end) === '.'
    return { ...item, end: open || short ? end + 1 : end }
  }
  if (item.type !== 'PERSON') return item
  if (NO_NAME.has(raw.toLowerCase()) || isDigit(raw.charCodeAt(0))) return undefined
  const lastIsInitial = isInitial(text, item.end - 1) && text.charAt(item.end) === '.'
  const end = lastIsInitial ? afterInitials(text, item.end) : item.end
  return end - item.start < 2 ? undefined : { ...item, end }
}

/** Puts right what a tagger of words cannot see: initials with full stops, legal forms, ends of sentences; and drops a first name that stood in a full name before. */
export function polishNames(text: string, found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const item of found) {
    const better = polished(text, item)
    const last = kept.at(-1)
    if (better === undefined || (last !== undefined && last.end > better.start)) continue
    kept.push(better)
  }
  return kept
}

/** Names that are part of a longer name of the same type: the guide counts a person once. */
export function withoutParts(text: string, found: readonly Found[]): Found[] {
  const full = found.filter(item => item.type === 'PERSON').map(item => text.slice(item.start, item.end).toLowerCase())
  return found.filter(item => {
    if (item.type !== 'PERSON') return true
    const name = text.slice(item.start, item.end).toLowerCase()
    return !full.some(other => other.length > name.length && ` ${other} `.includes(` ${name} `))
  })
}
