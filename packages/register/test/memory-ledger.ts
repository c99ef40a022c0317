import type { RegisterOptions } from '../src/index.ts'

type Ledger = RegisterOptions['ledger']
export type LedgerEntry = Awaited<ReturnType<Ledger['read']>>[number]

/** A ledger in memory, for tests of what the register puts into one; the real one is in register.postgres.test.ts. */
export function memoryLedger(clock: () => Date): Ledger & { readonly entries: LedgerEntry[] } {
  const entries: LedgerEntry[] = []
  return {
    entries,
    append: async (stream, kind, payload) => {
      const ordinal = entries.filter(entry => entry.stream === stream).length
      const at = clock().toISOString()
      entries.push({ position: entries.length, stream, ordinal, kind, at, payload: structuredClone(payload) })
      return { position: entries.length - 1, ordinal, at }
    },
    read: async (stream, from = 0) => entries.filter(entry => entry.stream === stream && entry.ordinal >= from),
  }
}
