import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { openCheckpoint, type TreeHead } from './checkpoint.ts'
import { type DumpHeader, dumpFormat } from './dump.ts'
import { type Leaf, leafText, noPrevious } from './entry.ts'
import { canonicalJson, type Json } from './json.ts'
import type { Verifier } from './note.ts'
import { Frontier } from './tree.ts'

/** What an offline check found. */
export type Verdict =
  | {
      readonly ok: true
      readonly size: number
      readonly root: Buffer
      readonly checkpoints: number
      /** Payloads that lay open and fit their commitments. */
      readonly opened: number
      readonly erasures: number
    }
  | Bad

/** `at` is the first bad index (undefined: the header); `until` the last that it can be, where only signed heads could tell. */
export type Bad = {
  readonly ok: false
  readonly at: number | undefined
  readonly until?: number
  readonly because: string
}

/** The dump cannot be read any further. Caught in this module. */
class BadLine extends Error {}

/**
 * Checks a dump against the log's public key, with nothing else: each entry's form, place, hash and link to the one
 * before, gapless streams, opened payloads against their commitments, and the root at every signed checkpoint.
 * Names the first bad index. Streams: memory grows only with the number of different streams.
 *
 * Where a change recomputed its own hash, the link of the next entry gives it away; where it recomputed all links after
 * it too, the first checkpoint that does not fit does, and then only the range between two checkpoints can be named.
 */
export async function verifyDump(bytes: AsyncIterable<Uint8Array>, log: Verifier): Promise<Verdict> {
  const lines = splitLines(bytes)
  const first = await lines.next()
  let heads: readonly TreeHead[]
  try {
    heads = readHeader(first.done ? Buffer.alloc(0) : first.value, log)
  } catch (error) {
    return { ok: false, at: undefined, because: `The header: ${(error as Error).message}` }
  }
  const check = new DumpCheck(heads)
  for await (const line of lines) {
    const bad = check.line(line)
    if (bad !== undefined) return bad
  }
  return check.end()
}

/** Follows a dump line by line. */
class DumpCheck {
  /** Signed heads of one entry or more, by size. */
  readonly #heads: readonly TreeHead[]
  readonly #size: number
  readonly #frontier = new Frontier()
  readonly #lengths = new Map<string, number>()
  #index = 0
  #last: Buffer = noPrevious
  #beforeLast: Buffer = noPrevious
  #nextHead = 0
  #opened = 0
  #erasures = 0
  /** What entry `#index - 1` holds as the hash of the one before it, where that is another: the next line tells which is wrong. */
  #broken: Buffer | undefined
  /** Hash of an entry that claims the place of the last one and fits there: the next line tells which of the two belongs. */
  #rival: Buffer | undefined
  /** A signed root did not fit. The next line may still name the one entry. */
  #suspect: Bad | undefined
  /** The tree without its last two entries. */
  #beforeLastTwo: Frontier | undefined

  constructor(heads: readonly TreeHead[]) {
    this.#heads = heads.filter(head => head.size > 0)
    this.#size = heads.at(-1)?.size ?? 0
  }

  line(bytes: Buffer): Bad | undefined {
    const index = this.#index
    let line: Line
    try {
      line = readLine(bytes)
    } catch (error) {
      if (!(error instanceof BadLine)) throw error
      return this.#earlier(false) ?? bad(index, index < this.#size ? error.message : uncovered)
    }
    const { leaf, hash: own } = line
    const linked = leaf.previous.equals(this.#last)
    if (this.#rival !== undefined) return leaf.previous.equals(this.#rival) ? inserted(index - 2) : inserted(index - 1)
    if (leaf.position !== index) {
      const claims = leaf.position === index - 1 && leaf.previous.equals(this.#beforeLast) && !own.equals(this.#last)
      if (claims && this.#broken === undefined && this.#index === index) {
        this.#rival = own
        this.#index += 1
        return undefined
      }
      return this.#earlier(false) ?? bad(index, index < this.#size ? displaced(leaf) : uncovered)
    }
    if (this.#broken !== undefined || (this.#suspect !== undefined && linked)) return this.#earlier(linked)
    if (index >= this.#size) return bad(index, uncovered)
    this.#index += 1
    if (!linked) {
      if (index === 0) return bad(0, 'the first entry follows none')
      this.#broken = leaf.previous
      this.#last = own
      return undefined
    }
    this.#beforeLast = this.#last
    this.#last = own
    this.#suspect = this.#grow(own)
    if (line.opened) this.#opened += 1
    if (leaf.erases !== undefined) this.#erasures += 1
    return this.#countStream(leaf, index)
  }

  end(): Verdict {
    if (this.#rival !== undefined) return this.#suspect ?? inserted(this.#index - 1)
    const earlier = this.#earlier(undefined)
    if (earlier !== undefined) return earlier
    if (this.#index < this.#size) return bad(this.#index, `missing: the signed checkpoint counts ${this.#size} entries`)
    return {
      ok: true,
      size: this.#size,
      root: this.#frontier.root(),
      checkpoints: this.#heads.length,
      opened: this.#opened,
      erasures: this.#erasures,
    }
  }

  /** What was found out about entries before this line. `linked`: whether it holds the hash of the last; undefined at the end. */
  #earlier(linked: boolean | undefined): Bad | undefined {
    if (this.#broken === undefined) return this.#suspect
    const second = this.#index - 1
    return (linked ?? this.#fitsWith(this.#broken))
      ? bad(second - 1, 'the next entry holds another hash of it')
      : bad(second, 'it does not hold the hash of the entry before it')
  }

  /** At the end: does the newest root fit when the last entry holds the true hash of the one before it? */
  #fitsWith(previous: Buffer): boolean {
    const newest = this.#heads.at(-1)
    if (newest === undefined || newest.size !== this.#index || this.#beforeLastTwo === undefined) return false
    const frontier = this.#beforeLastTwo.copy()
    frontier.add(previous)
    frontier.add(this.#last)
    return frontier.root().equals(newest.root)
  }

  #grow(own: Buffer): Bad | undefined {
    if (this.#frontier.size === this.#size - 2) this.#beforeLastTwo = this.#frontier.copy()
    this.#frontier.add(own)
    const head = this.#heads[this.#nextHead]
    if (head?.size !== this.#frontier.size) return undefined
    const from = this.#heads[this.#nextHead - 1]?.size ?? 0
    this.#nextHead += 1
    if (this.#frontier.root().equals(head.root)) return undefined
    const because = `the tree of ${head.size} entries has another root than the one signed`
    return { ok: false, at: from, until: head.size - 1, because }
  }

  #countStream({ stream, ordinal }: Leaf, index: number): Bad | undefined {
    const length = this.#lengths.get(stream) ?? 0
    if (ordinal !== length)
      return bad(index, `it is number ${ordinal} of stream ${stream}, where number ${length} comes next`)
    this.#lengths.set(stream, length + 1)
    return undefined
  }
}

function inserted(at: number): Bad {
  return bad(at, 'it was put in: another entry belongs in its place')
}

function displaced({ position }: Leaf): string {
  return `position ${position} stands in its place`
}

const uncovered = 'no signed checkpoint covers this entry'

function bad(at: number, because: string): Bad {
  return { ok: false, at, because }
}

function readHeader(bytes: Buffer, log: Verifier): readonly TreeHead[] {
  const header = JSON.parse(bytes.toString()) as DumpHeader
  if (header?.format !== dumpFormat || !Array.isArray(header.checkpoints))
    throw new TypeError(`it is no ${dumpFormat} dump`)
  const heads = header.checkpoints.map(note => openCheckpoint(String(note), log))
  const newest = heads.at(-1)
  if (newest === undefined) throw new TypeError('it holds no checkpoint')
  if (header.size !== newest.size || canonicalJson(header) !== bytes.toString()) throw new TypeError('it was changed')
  if (heads.some((head, at) => at > 0 && head.size <= (heads[at - 1]?.size ?? 0))) {
    throw new TypeError('its checkpoints do not grow')
  }
  return heads
}

type Line = { readonly leaf: Leaf; readonly hash: Buffer; readonly opened: boolean }

type WrittenLine = {
  readonly entry: Omit<Leaf, 'commitment' | 'previous'> & { readonly commitment: string; readonly previous: string }
  readonly hash: string
  readonly opened?: { readonly payload: Json; readonly salt: string }
}

/** Takes a line only in the one form that the export writes. */
function readLine(bytes: Buffer): Line {
  const text = bytes.toString()
  let written: WrittenLine
  try {
    written = JSON.parse(text)
  } catch {
    throw new BadLine('it is no JSON')
  }
  const { entry, hash: claimed, opened } = written ?? {}
  if (typeof entry?.commitment !== 'string' || typeof entry.previous !== 'string' || typeof claimed !== 'string') {
    throw new BadLine('it is no entry')
  }
  const leaf: Leaf = {
    ...entry,
    commitment: Buffer.from(entry.commitment, 'base64'),
    previous: Buffer.from(entry.previous, 'base64'),
  }
  if (!wellFormed(leaf) || !isUtf8(bytes)) throw new BadLine('it is no entry')
  const plain = leafText(leaf)
  const content = opened === undefined ? '' : `,"opened":${canonicalOf(opened)}`
  if (text !== `{"entry":${plain},"hash":"${claimed}"${content}}`) throw new BadLine('it is not in canonical form')
  const own = hash('sha256', `\0${plain}`, 'buffer')
  if (own.toString('base64') !== claimed) throw new BadLine('its hash is another')
  if (opened !== undefined) checkOpened(leaf, opened)
  return { leaf, hash: own, opened: opened !== undefined }
}

function wellFormed({ position, stream, ordinal, kind, at, commitment, previous, erases }: Leaf): boolean {
  return (
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(ordinal) &&
    isText(stream) &&
    isText(kind) &&
    typeof at === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) &&
    commitment.length === 32 &&
    previous.length === 32 &&
    (erases === undefined || isText(erases))
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed()
}

function canonicalOf(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    throw new BadLine('it is not in canonical form')
  }
}

function checkOpened({ commitment }: Leaf, { payload, salt }: { readonly payload: Json; readonly salt: string }): void {
  const salted = Buffer.concat([Buffer.from(String(salt), 'base64'), Buffer.from(canonicalOf(payload))])
  if (!hash('sha256', salted, 'buffer').equals(commitment))
    throw new BadLine('its opened payload is not the one committed to')
}

/** Lines without their newline; a last line without one counts too. */
export async function* splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const held = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10, start)) {
      yield held.subarray(start, end)
      start = end + 1
    }
    rest = held.subarray(start)
  }
  if (rest.length > 0) yield rest
}
