import { headOf, type TreeHead } from './checkpoint.ts'
import { type Note, parseNote, type Signer, signatureOf, signNote, type Verifier } from './note.ts'
import { verifyConsistency } from './proof.ts'
import { emptyRoot } from './tree.ts'

/** A log that a witness follows: what its checkpoints begin with, and the keys that may sign them (two during a change). */
export type WitnessedLog = { readonly origin: string; readonly keys: readonly Verifier[] }

/** What a witness remembers: the last head that it co-signed, per log. */
export type WitnessMemory = {
  last(origin: string): Promise<TreeHead | undefined>
  /**
   * Keeps the head, on disk, if the one before is still the last; false where another was kept in the meantime. The
   * comparison and the keeping are one step, whoever else keeps at the same time.
   */
  keep(head: TreeHead, before: TreeHead | undefined): Promise<boolean>
}

/** An HTTP answer of C2SP tlog-witness `add-checkpoint`. */
export type WitnessAnswer = {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly type: string
  readonly body: string
}

export type Witness = {
  /**
   * Co-signs a checkpoint if it continues the last one seen of that log, and never two that fork. `request` is the body
   * of `add-checkpoint`: `old SIZE`, the consistency proof, an empty line, the checkpoint.
   */
  addCheckpoint(request: string): Promise<WitnessAnswer>
}

export type WitnessOptions = {
  /** The witness's name and Ed25519 key; its signatures are C2SP tlog-cosignatures, with their time. */
  readonly name: string
  readonly key: Signer['key']
  readonly logs: readonly WitnessedLog[]
  readonly memory: WitnessMemory
  readonly clock: () => Date
}

export function createWitness({ name, key, logs, memory, clock }: WitnessOptions): Witness {
  return {
    addCheckpoint: async request => {
      const asked = readRequest(request)
      if (asked === undefined)
        return refuse(400, 'The request is no "old SIZE", proof lines, an empty line and a checkpoint.')
      const origin = asked.note.slice(0, asked.note.indexOf('\n'))
      const log = logs.find(known => known.origin === origin)
      if (log === undefined) return refuse(404, 'This witness does not follow that log.')
      let note: Note
      let head: TreeHead
      try {
        note = parseNote(asked.note)
        head = headOf(note)
      } catch (error) {
        return refuse(400, `${(error as Error).message}.`)
      }
      if (!log.keys.some(one => signatureOf(note, one) !== undefined))
        return refuse(403, 'The checkpoint carries no valid signature of that log.')
      if (asked.old > head.size) return refuse(400, 'The old size is above the size of the checkpoint.')
      const last = await memory.last(origin)
      const seen = last?.size ?? 0
      if (asked.old !== seen) return conflict(seen)
      if (last !== undefined && last.size === head.size && !last.root.equals(head.root)) return conflict(seen)
      const before = last?.root ?? (head.size === 0 ? emptyRoot : head.root)
      if (!verifyConsistency(seen, head.size, before, head.root, asked.proof)) {
        return refuse(422, 'The checkpoint does not continue the last one that this witness saw.')
      }
      if (!(await memory.keep(head, last))) return conflict((await memory.last(origin))?.size ?? 0)
      const line = signNote(note.text, { name, key, type: 'cosignature' }, clock())
      return { status: 200, type: 'text/plain; charset=utf-8', body: line }
    },
  }
}

/** The body of an `add-checkpoint` request. */
export function witnessRequest(old: number, proof: readonly Uint8Array[], note: string): string {
  const lines = proof.map(hash => `${Buffer.from(hash).toString('base64')}\n`)
  return `old ${old}\n${lines.join('')}\n${note}`
}

function readRequest(request: string): { old: number; proof: Buffer[]; note: string } | undefined {
  const split = request.indexOf('\n\n')
  if (split < 0) return undefined
  const [first = '', ...lines] = request.slice(0, split).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const proof = lines.map(line => Buffer.from(line, 'base64'))
  const fits =
    proof.length <= 63 && proof.every((hash, at) => hash.length === 32 && hash.toString('base64') === lines[at])
  return old === undefined || !fits ? undefined : { old: Number(old), proof, note: request.slice(split + 2) }
}

function refuse(status: 400 | 403 | 404 | 422, message: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${message}\n` }
}

function conflict(size: number): WitnessAnswer {
  return { status: 409, type: 'text/x.tlog.size', body: `${size}\n` }
}
