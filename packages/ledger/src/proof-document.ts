import { openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import type { DumpHeader } from './dump.ts'
import { LedgerError } from './errors.ts'
import { canonicalJson, type Json } from './json.ts'
import type { Ledger } from './ledger.ts'
import { parseNote, type Verifier } from './note.ts'
import { consistencyProof, inclusionProof, type NodeSource, verifyConsistency, verifyInclusion } from './proof.ts'
import { foldPeaks, leafHash, nodeHash } from './tree.ts'
import { splitLines } from './verify.ts'

/** A proof that can be handed over: with the signed checkpoints that it leads to, it needs nothing but the public key. Hashes are base64. */
export type ProofDocument =
  | { readonly entry: Json; readonly checkpoint: string; readonly path: readonly string[] }
  | { readonly from: string; readonly checkpoint: string; readonly path: readonly string[] }

/** What to prove: that an entry is in the log, or that the log continues an earlier checkpoint (by its size). */
export type ToProve = { readonly index: number } | { readonly from: number }

/** The proof under a fresh checkpoint of the running log. Throws RangeError and `LedgerError` where there is nothing to prove. */
export async function proveFromLedger(ledger: Ledger, what: ToProve): Promise<ProofDocument> {
  const checkpoint = await ledger.checkpoint()
  const size = sizeOf(checkpoint)
  if ('index' in what) {
    const { leaf, path } = await ledger.inclusion(what.index, size)
    return { entry: JSON.parse(leaf) as Json, checkpoint, path: path.map(base64) }
  }
  const from = pick(await ledger.checkpoints(), what.from)
  return { from, checkpoint, path: (await ledger.consistency(what.from, size)).map(base64) }
}

/** The same from a dump, by anyone, under its newest checkpoint. Verify the dump first: a proof of a bad dump fails. */
export async function proveFromDump(bytes: AsyncIterable<Uint8Array>, what: ToProve): Promise<ProofDocument> {
  const lines = splitLines(bytes)
  const first = await lines.next()
  const header = parsed(first.done ? 'null' : first.value.toString(), 'header') as DumpHeader | null
  const checkpoint = header?.checkpoints?.at(-1)
  const size = typeof checkpoint === 'string' ? sizeIn(checkpoint) : undefined
  if (header === null || checkpoint === undefined || size === undefined)
    throw new LedgerError('This is no dump of a ledger: it has no checkpoint. Make one with toetsbaar ledger export.')
  const hashes: Buffer[] = []
  let entry: Json | undefined
  for await (const line of lines) {
    const written = parsed(line.toString(), `line of entry ${hashes.length}`) as { entry?: Json; hash?: string } | null
    if ('index' in what && hashes.length === what.index) entry = written?.entry
    hashes.push(Buffer.from(String(written?.hash), 'base64'))
  }
  if (hashes.length < size)
    throw new LedgerError(`The dump has ${hashes.length} entries, its checkpoint counts ${size}. Verify it first.`)
  const nodes = nodesOver(hashes)
  if (!('index' in what)) {
    const from = pick(header.checkpoints, what.from)
    return { from, checkpoint, path: (await consistencyProof(what.from, size, nodes)).map(base64) }
  }
  const path = await inclusionProof(what.index, size, nodes)
  return { entry: entry ?? null, checkpoint, path: path.map(base64) }
}

/** Checks a proof with the public key alone; undefined where it holds, else what does not. */
export function refuteProof(document: unknown, log: Verifier): string | undefined {
  const { entry, from, checkpoint, path } = (document ?? {}) as Record<string, Json | undefined>
  if (typeof checkpoint !== 'string' || !Array.isArray(path))
    return 'it is no proof: "checkpoint" and "path" are missing'
  const hashes = path.map(hash => Buffer.from(String(hash), 'base64'))
  try {
    const head = openCheckpoint(checkpoint, log)
    if (typeof from === 'string') {
      const before = openCheckpoint(from, log)
      const grows = verifyConsistency(before.size, head.size, before.root, head.root, hashes)
      return grows ? undefined : `the log of ${head.size} entries does not continue that of ${before.size}`
    }
    const index = typeof entry === 'object' && entry !== null && 'position' in entry ? Number(entry.position) : -1
    const holds = verifyInclusion(leafHash(Buffer.from(canonicalJson(entry))), index, head.size, hashes, head.root)
    return holds ? undefined : `the log of ${head.size} entries does not hold this entry at ${index}`
  } catch (error) {
    if (error instanceof TypeError) return error.message
    throw error
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new LedgerError(`The ${where} of the dump is no JSON. Verify it first: toetsbaar ledger verify.`)
  }
}

function nodesOver(hashes: readonly Buffer[]): NodeSource {
  const fold = (from: number, to: number): Buffer => {
    if (to - from === 1) return hashes[from] ?? foldPeaks([])
    const middle = (from + to) / 2
    return nodeHash(fold(from, middle), fold(middle, to))
  }
  return async nodes => nodes.map(({ level, index }) => fold(index * 2 ** level, (index + 1) * 2 ** level))
}

function pick(checkpoints: readonly string[], size: number): string {
  const found = checkpoints.find(note => sizeOf(note) === size)
  if (found !== undefined) return found
  const sizes = checkpoints.slice(-10).map(sizeOf).join(', ')
  throw new LedgerError(`No checkpoint was signed at ${size} entries; the last ones are at ${sizes}`)
}

function sizeOf(note: string): number {
  return parseCheckpoint(parseNote(note).text).size
}

function sizeIn(note: string): number | undefined {
  try {
    return sizeOf(note)
  } catch {
    return undefined
  }
}

const base64 = (hash: Buffer) => hash.toString('base64')
