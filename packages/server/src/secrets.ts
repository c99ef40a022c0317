import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Every key of the house, each derived from one secret for one use (HKDF, RFC 5869). */
export type Secrets = {
  /** Seals the session cookie; 32 bytes. */
  readonly session: Buffer
  /** Seals the tokens of the API; 32 bytes. */
  readonly token: Buffer
  /** HMAC of case codes and of exact links; 32 bytes. */
  readonly service: Buffer
  /** HMAC by which the processing log names a person without telling who; 32 bytes. */
  readonly subject: Buffer
  /** Seals what is searched for, in addresses; 32 bytes. */
  readonly search: Buffer
  /** Wraps the key of each case; 32 bytes. */
  readonly vault: Buffer
  /** Signs the heads of the ledger (Ed25519). */
  readonly ledger: KeyPair
  /** Signs permits (Ed25519). */
  readonly permit: KeyPair
  /** Signs for other people's ledgers, as their witness (Ed25519). */
  readonly witness: KeyPair
}

export type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** RFC 8410: the bytes before the 32 bytes of an Ed25519 seed in PKCS #8. */
const ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The secret of this installation: from the operator, or made on the first start and kept in the data folder, readable
 * by the owner alone. Whoever loses it can read no case any more; whoever copies it can read all.
 */
export function openSecrets(folder: string, secret: string | undefined): Secrets {
  const root = Buffer.from(secret ?? kept(folder), 'hex')
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', root, '', `toetsbaar ${use}`, 32))
  const pair = (use: string): KeyPair => {
    const privateKey = createPrivateKey({
      key: Buffer.concat([ed25519, derive(use)]),
      format: 'der',
      type: 'pkcs8',
    })
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }
  return {
    session: derive('session'),
    token: derive('token'),
    service: derive('service'),
    subject: derive('subject'),
    search: derive('search'),
    vault: derive('vault'),
    ledger: pair('ledger'),
    permit: pair('permit'),
    witness: pair('witness'),
  }
}

function kept(folder: string): string {
  const file = join(folder, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true })
  const made = randomBytes(32).toString('hex')
  // Written aside, flushed and renamed: a crash leaves either no secret or a whole one, never half of one.
  const aside = openSync(`${file}.new`, 'w', 0o600)
  writeSync(aside, `${made}\n`)
  fsyncSync(aside)
  closeSync(aside)
  renameSync(`${file}.new`, file)
  return made
}
