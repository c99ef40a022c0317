export type { Access, AccessFilter, AccessLog } from './access.ts'
export { checkpointNote, openCheckpoint, parseCheckpoint, type TreeHead } from './checkpoint.ts'
export type { Checkpoints } from './checkpoints.ts'
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
export { migrate, SchemaRefused, type SchemaStep } from './migrate.ts'
export {
  formatVerifier,
  parseNote,
  parseVerifier,
  type Signer,
  signatureOf,
  type Verifier,
  verifierOf,
} from './note.ts'
export { consistencyProof, inclusionProof, type NodeSource, verifyConsistency, verifyInclusion } from './proof.ts'
export { type ProofDocument, proveFromDump, proveFromLedger, refuteProof, type ToProve } from './proof-document.ts'
export type { Row } from './rows.ts'
export { installLedger } from './schema.ts'
export { Frontier, leafHash, type NodeAt, nodeHash } from './tree.ts'
export type { Random } from './vault.ts'
export { type Bad, type Verdict, verifyDump } from './verify.ts'
export {
  createWitness,
  type Witness,
  type WitnessAnswer,
  type WitnessedLog,
  type WitnessMemory,
  type WitnessOptions,
  witnessRequest,
} from './witness.ts'
