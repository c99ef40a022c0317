import { LedgerError } from '@toetsbaar/ledger'
import { BadInput } from './console.ts'

/**
 * What an error is to who typed the command: `BadInput` where a file, a setting or the state of the database is not as the
 * command needs it, with what, where and what to do next; otherwise the error itself, which is a fault of ours.
 */
export function mistakeIn(error: unknown): unknown {
  if (error instanceof LedgerError || error instanceof RangeError) return new BadInput(error.message)
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const { path, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  const file = fileMistakes[error.code]
  // Reading a folder as a file does not say which one it was.
  if (file !== undefined && (path !== undefined || error.code === 'EISDIR'))
    return new BadInput(`${path ?? 'the file given'}: ${file}`)
  const database = databaseMistakes[error.code]
  if (database === undefined) return error
  const where = address === undefined ? 'DATABASE_URL' : `DATABASE_URL (${address}:${port})`
  return new BadInput(`${where}: ${database}`)
}

const fileMistakes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the path',
  EISDIR: 'this is a folder; give a file',
  ENOTDIR: 'a part of this path is no folder; check the path',
  EACCES: 'this may not be read or written by you; check its rights',
  EPERM: 'this may not be read or written by you; check its rights',
  ENOSPC: 'the disk is full; make room and run the command again',
  EROFS: 'this disk cannot be written to; give another place',
}

/** Of the connection, and of PostgreSQL (appendix A of its manual). */
const databaseMistakes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no PostgreSQL answers there; start it, or correct the address',
  ENOTFOUND: 'there is no such host; correct the address',
  ETIMEDOUT: 'the host does not answer; check the network and the address',
  '28P01': 'the password does not fit; correct it',
  '28000': 'this role may not connect; check its rights in PostgreSQL',
  '3D000': 'there is no such database; create it, or correct the name',
  '42501': 'the role of this connection lacks a right that the command needs; see docs/operations.md',
}
