import { hash, type KeyObject } from 'node:crypto'
import { canonicalJson, type Json } from './json.ts'
import { type Random, seal, unseal } from './vault.ts'

/** What the tree is built over: who reads it learns when something of what kind happened in which stream, not what. */
export type Leaf = {
  readonly position: number
  readonly stream: string
  readonly ordinal: number
  readonly kind: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  /** SHA-256(salt ‖ canonical payload). */
  readonly commitment: Buffer
  /** Leaf hash of the entry before it: places a change that recomputes its own hash. 32 zero bytes at position 0. */
  readonly previous: Buffer
  /** The key that was destroyed with this entry. */
  readonly erases?: string
}

export const noPrevious: Buffer = Buffer.alloc(32)
const saltLength = 32

/** The bytes of a leaf: RFC 8785 JSON with its members in order. */
export function leafText(leaf: Leaf): string {
  const erases = leaf.erases === undefined ? '' : `"erases":${canonicalJson(leaf.erases)},`
  return (
    `{"at":"${leaf.at}","commitment":"${leaf.commitment.toString('base64')}",${erases}"kind":${canonicalJson(leaf.kind)},` +
    `"ordinal":${leaf.ordinal},"position":${leaf.position},"previous":"${leaf.previous.toString('base64')}","stream":${canonicalJson(leaf.stream)}}`
  )
}

/** A payload as it will lie in the database: the salt goes with it, so that erasing leaves no way to guess the content. */
export type SealedPayload = { readonly commitment: Buffer; readonly sealed: Buffer }

export function sealPayload(key: KeyObject, place: Place, payload: Json, random: Random): SealedPayload {
  const salted = Buffer.concat([random(saltLength), Buffer.from(canonicalJson(payload))])
  return { commitment: hash('sha256', salted, 'buffer'), sealed: seal(key, boundTo(place), salted, random) }
}

type Place = Pick<Leaf, 'stream' | 'ordinal'>

export type OpenedPayload = { readonly salt: Buffer; readonly text: string }

/** Throws where the bytes were changed, or are not the ones that the log committed to. */
export function openPayload(key: KeyObject, place: Place, sealed: Uint8Array, commitment: Uint8Array): OpenedPayload {
  const salted = unseal(key, boundTo(place), sealed)
  if (!hash('sha256', salted, 'buffer').equals(commitment)) {
    throw new Error(`The payload of ${place.stream} #${place.ordinal} is not the one that the ledger committed to`)
  }
  return { salt: salted.subarray(0, saltLength), text: salted.toString('utf8', saltLength) }
}

function boundTo({ stream, ordinal }: Place): string {
  return `${stream}\n${ordinal}`
}
