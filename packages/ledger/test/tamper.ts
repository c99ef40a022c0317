import { leafHash } from '../src/index.ts'

/** Repeatable numbers from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A damaged dump, what was done to it, and what the verifier has to say: the first bad index, or a range that holds it. */
export type Tampered = {
  readonly what: string
  readonly bytes: Buffer
  readonly first: number | 'header'
  readonly exact: boolean
}

type Ways = Readonly<
  Record<string, (lines: readonly string[], pick: (below: number) => number) => Omit<Tampered, 'what'> | undefined>
>

const joined = (lines: readonly string[]) => Buffer.from(lines.map(line => `${line}\n`).join(''))
const exactly = (lines: readonly string[], first: number) => ({ bytes: joined(lines), first, exact: true })

/** `lines[0]` is the header; entry `i` is `lines[i + 1]`. */
const ways: Ways = {
  flip: (lines, pick) => {
    const bytes = joined(lines)
    const at = pick(bytes.length - 1)
    const line = bytes.subarray(0, at).filter(byte => byte === 10).length
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8))
    return { bytes, first: line === 0 ? 'header' : line - 1, exact: true }
  },
  delete: (lines, pick) => {
    const at = pick(lines.length - 1)
    return exactly(lines.toSpliced(at + 1, 1), at)
  },
  insert: (lines, pick) => {
    const at = pick(lines.length)
    const copied = pick(lines.length - 1)
    // A copy in front of its original: the first of the two is where it belongs.
    return exactly(lines.toSpliced(at + 1, 0, lines[copied + 1] ?? ''), copied === at ? at + 1 : at)
  },
  swap: (lines, pick) => {
    const [one, two] = [pick(lines.length - 1), pick(lines.length - 1)]
    if (one === two) return undefined
    const swapped = lines.with(one + 1, lines[two + 1] ?? '').with(two + 1, lines[one + 1] ?? '')
    return exactly(swapped, Math.min(one, two))
  },
  truncate: (lines, pick) => {
    const whole = joined(lines)
    const length = pick(whole.length - 1)
    const bytes = whole.subarray(0, length)
    const kept = bytes.filter(byte => byte === 10).length
    // Cut right before a newline: that line is still whole.
    const entries = whole[length] === 10 ? kept + 1 : kept
    return { bytes, first: entries === 0 ? 'header' : entries - 1, exact: true }
  },
  // The cleverer ones recompute what they can without the key.
  rewrite: (lines, pick) => {
    const at = pick(lines.length - 1)
    const forged = rehashed(lines[at + 1] ?? '', entry => ({ ...entry, kind: 'forged' }))
    return { ...exactly(lines.with(at + 1, forged.line), at), exact: at < lines.length - 2 }
  },
  'put in': (lines, pick) => {
    const at = pick(lines.length - 1)
    const forged = rehashed(lines[at + 1] ?? '', entry => ({ ...entry, kind: 'forged' }))
    return { ...exactly(lines.toSpliced(at + 1, 0, forged.line), at), exact: at < lines.length - 2 }
  },
  'rewrite all after': (lines, pick) => {
    const at = pick(lines.length - 1)
    let previous: string | undefined
    const forged = lines.map((line, index) => {
      if (index < at + 1) return line
      const one = rehashed(line, entry => ({
        ...entry,
        ...(previous === undefined ? { kind: 'forged' } : { previous }),
      }))
      previous = one.hash
      return one.line
    })
    return { bytes: joined(forged), first: at, exact: false }
  },
}

export const tamperings: readonly string[] = Object.keys(ways)

/** Damages a dump in one of the ways; undefined where the dice fell so that nothing would change. */
export function tamper(what: string, lines: readonly string[], random: () => number): Tampered | undefined {
  const done = ways[what]?.(lines, below => Math.floor(random() * below))
  return done === undefined ? undefined : { what, ...done }
}

function rehashed(
  line: string,
  change: (entry: Record<string, unknown>) => Record<string, unknown>,
): { line: string; hash: string } {
  const entry = JSON.stringify(change((JSON.parse(line) as { entry: Record<string, unknown> }).entry))
  const hash = leafHash(Buffer.from(entry)).toString('base64')
  return { line: `{"entry":${entry},"hash":"${hash}"}`, hash }
}
