import type { Json, Ledger, Entry as LedgerEntry } from '@toetsbaar/ledger'
import { sha256 } from './digest.ts'

/** Which dossiers were ever proposed; the content of this stream is never opened to the public. */
const index = 'register/index'
export const refusals = 'register/refused'
/** Commitments of entries that an exemption withholds, and nothing else. */
export const publicLog = 'register/public'

/** Where things about one dossier lie in the ledger. */
export type Streams = {
  readonly acts: string
  readonly permits: string
  readonly facts: string
  readonly brought: string
}

/**
 * The streams of dossiers. The name of a stream is in every export of the ledger, so it holds no id: a sealed dossier could
 * be named by it. Which stream is whose stands in the index, encrypted as all content is.
 */
export type StreamIndex = {
  /** Undefined where the dossier was never proposed. */
  of(dossier: string): Promise<Streams | undefined>
  /** The streams of a dossier, new where there are none. */
  open(dossier: string): Promise<Streams>
  /** All dossiers, in the order in which they were proposed. */
  dossiers(): Promise<readonly string[]>
}

export function openStreams(
  ledger: Pick<Ledger, 'append' | 'read'>,
  random: (bytes: number) => Uint8Array,
): StreamIndex {
  const known = new Map<string, Streams>()
  let length = 0
  const load = async () => {
    const tail = await readIndex(ledger, length)
    length += tail.length
    // Of two servers that opened one at the same moment the first in the log counts.
    for (const { dossier, name } of tail) if (!known.has(dossier)) known.set(dossier, named(name))
  }
  return {
    async of(dossier) {
      if (!known.has(dossier)) await load()
      return known.get(dossier)
    },
    async open(dossier) {
      await load()
      if (!known.has(dossier)) {
        const stream = sha256(`${Buffer.from(random(16)).toString('hex')} ${dossier}`).slice(0, 32)
        await ledger.append(index, 'register.known', { dossier, stream })
        await load()
      }
      return known.get(dossier) ?? named(dossier)
    },
    async dossiers() {
      await load()
      return [...known.keys()]
    },
  }
}

function named(name: string): Streams {
  return {
    acts: `register/dossier/${name}`,
    permits: `register/permits/${name}`,
    facts: `register/facts/${name}`,
    brought: `register/brought/${name}`,
  }
}

export function textOf(payload: Json | undefined, name: string): string | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const value: unknown = Object.entries(payload).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : undefined
}

/** The permits of a dossier as the ledger holds them, issued and refused, in order. */
export async function permitsIn(ledger: Pick<Ledger, 'read'>, dossier: string): Promise<readonly LedgerEntry[]> {
  const found = (await readIndex(ledger, 0)).find(one => one.dossier === dossier)
  return found === undefined ? [] : ledger.read(named(found.name).permits)
}

async function readIndex(ledger: Pick<Ledger, 'read'>, from: number): Promise<{ dossier: string; name: string }[]> {
  return (await ledger.read(index, from)).map(({ payload }) => {
    const dossier = textOf(payload, 'dossier') ?? ''
    return { dossier, name: textOf(payload, 'stream') ?? dossier }
  })
}
