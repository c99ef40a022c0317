import { LedgerError } from './errors.ts'
import type { MasterKey } from './ledger.ts'
import { type Random, seal, unseal } from './vault.ts'

/** A key as it lies in the database: wrapped by a master key, or without bytes since it was erased. */
export type StoredKey = { readonly id: string; readonly master: string | null; readonly wrapped: Buffer | null }

/** The master keys: they make, wrap and open the keys of cases. */
export type Keyring = {
  readonly current: string
  make(id: string): { readonly secret: Uint8Array; readonly stored: StoredKey }
  /** Undefined for a key that was erased. Throws where its master key is not at hand. */
  open(stored: StoredKey): Uint8Array | undefined
  wrap(id: string, secret: Uint8Array): StoredKey
}

export function createKeyring(masters: readonly [MasterKey, ...MasterKey[]], random: Random): Keyring {
  const [current] = masters
  for (const { id, secret } of masters) {
    if (secret.length !== 32) throw new TypeError(`Master key "${id}" has ${secret.length} bytes; it needs 32`)
  }
  const wrap = (id: string, secret: Uint8Array): StoredKey => ({
    id,
    master: current.id,
    wrapped: seal(current.secret, bound(current.id, id), secret, random),
  })
  return {
    current: current.id,
    make: id => {
      const secret = random(32)
      return { secret, stored: wrap(id, secret) }
    },
    wrap,
    open: ({ id, master, wrapped }) => {
      if (master === null || wrapped === null) return undefined
      const holder = masters.find(candidate => candidate.id === master)
      if (holder === undefined) {
        throw new LedgerError(
          `Key "${id}" is wrapped by master key "${master}", which is not among the master keys given; add it`,
        )
      }
      return unseal(holder.secret, bound(master, id), wrapped)
    },
  }
}

function bound(master: string, id: string): string {
  return `key\n${master}\n${id}`
}
