import type { KeyObject } from 'node:crypto'
import { type Note, parseNote, signatureOf, signNote, type Verifier } from './note.ts'

/** The state of a log: so many entries, under this root. */
export type TreeHead = { readonly origin: string; readonly size: number; readonly root: Buffer }

/** The text of a checkpoint (C2SP tlog-checkpoint): origin, size, root, a line each. */
function checkpointText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** A checkpoint signed by its log: a C2SP signed note. Ed25519 signatures carry no time. */
export function checkpointNote(head: TreeHead, signing: KeyObject): string {
  const text = checkpointText(head)
  return `${text}\n${signNote(text, { name: head.origin, key: signing, type: 'ed25519' }, new Date(0))}`
}

/** Reads the first three lines of a checkpoint, or of a note that is one; the rest is ignored. Throws TypeError where it is none. */
export function parseCheckpoint(text: string): TreeHead {
  const [origin, size, root] = text.split('\n')
  const hash = Buffer.from(root ?? '', 'base64')
  const counted = /^(0|[1-9]\d{0,15})$/.test(size ?? '') ? Number(size) : Number.NaN
  if (origin === undefined || origin === '' || !Number.isSafeInteger(counted) || hash.length !== 32) {
    throw new TypeError('This is no checkpoint: three lines with origin, size and root')
  }
  if (hash.toString('base64') !== root) throw new TypeError('The root in the checkpoint is not written in plain base64')
  return { origin, size: counted, root: hash }
}

/** The head that a note states. Extension lines are allowed, empty ones are not. Throws TypeError where it is no checkpoint. */
export function headOf({ text }: Note): TreeHead {
  if (text.slice(0, -1).split('\n').includes('')) throw new TypeError('This checkpoint has an empty line in its text')
  return parseCheckpoint(text)
}

/** Reads a checkpoint that has to be signed by this log. Throws TypeError where it is not. */
export function openCheckpoint(note: string, log: Verifier): TreeHead {
  const parsed = parseNote(note)
  if (signatureOf(parsed, log) === undefined)
    throw new TypeError(`The checkpoint carries no valid signature of ${log.name}`)
  const head = headOf(parsed)
  if (head.origin !== log.name) throw new TypeError(`The checkpoint is of "${head.origin}", not of ${log.name}`)
  return head
}
