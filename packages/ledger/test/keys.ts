import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { LedgerKeys, MasterKey } from '../src/index.ts'

/** Keys of a log that exists for one test. */
export function testKeys(): LedgerKeys & { readonly masters: readonly [MasterKey] } {
  return {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }],
  }
}
