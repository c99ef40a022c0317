export type { InclusionProof } from './checkpoints.ts'
export { ErasedKey, LedgerError, StaleStream } from './errors.ts'
export { canonicalJson, type Json } from './json.ts'
export {
  type Appended,
  type AppendOptions,
  type Entry,
  type Erased,
  type Ledger,
  type LedgerKeys,
  type LedgerTransaction,
  type MasterKey,
  openLedger,
} from './ledger.ts'
export { installLedger } from './schema.ts'
export type { Random } from './vault.ts'
