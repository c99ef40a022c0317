import { createSecretKey, type KeyObject } from 'node:crypto'
import { LedgerError } from './errors.ts'
import type { MasterKey } from './ledger.ts'
import { type Random, seal, unseal } from './vault.ts'

/** A key as it lies in the database: wrapped by a master key, or without bytes since it was erased. */
export type StoredKey = { readonly id: string; readonly master: string | null; readonly wrapped: Buffer | null }

/** The master keys: they make, wrap and open the keys of cases. */
export type Keyring = {
  readonly current: string
  make(id: string): { readonly secret: KeyObject; readonly stored: StoredKey }
  /** Undefined for a key that was erased. Throws where its master key is not at hand. */
  open(stored: StoredKey): KeyObject | undefined
  wrap(id: string, secret: KeyObject): StoredKey
}

export function createKeyring(masters: readonly [MasterKey, ...MasterKey[]], random: Random): Keyring {
  const current = masters[0].id
  const holders = new Map(
    masters.map(({ id, secret }) => {
      if (secret.length !== 32) throw new TypeError(`Master key "${id}" has ${secret.length} bytes; it needs 32`)
      return [id, createSecretKey(secret)]
    }),
  )
  const holderOf = (master: string, id: string): KeyObject => {
    const holder = holders.get(master)
    if (holder !== undefined) return holder
    throw new LedgerError(
      `Key "${id}" is wrapped by master key "${master}", which is not among the master keys given; add it`,
    )
  }
  const wrap = (id: string, secret: KeyObject): StoredKey => ({
    id,
    master: current,
    wrapped: seal(holderOf(current, id), bound(current, id), secret.export(), random),
  })
  return {
    current,
    make: id => {
      const secret = createSecretKey(random(32))
      return { secret, stored: wrap(id, secret) }
    },
    wrap,
    open: ({ id, master, wrapped }) => {
      if (master === null || wrapped === null) return undefined
      return createSecretKey(unseal(holderOf(master, id), bound(master, id), wrapped))
    },
  }
}

function bound(master: string, id: string): string {
  return `key\n${master}\n${id}`
}
