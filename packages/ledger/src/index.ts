export { canonicalJson, type Json } from './json.ts'
export type { Appended, AppendOptions, Entry, LedgerKeys, LedgerTransaction, MasterKey } from './ledger.ts'
export { installLedger } from './schema.ts'
