import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { LedgerKeys, MasterKey } from '@toetsbaar/ledger'
import { addressOf, type Config } from './config.ts'
import type { Secrets } from './secrets.ts'

/** The keys of the ledger: its name, the key that signs it, and the master keys that wrap the keys of cases. */
export function ledgerKeys(config: Pick<Config, 'data' | 'origin'>, secrets: Secrets): LedgerKeys {
  const host = new URL(addressOf(config)).hostname
  const derived: MasterKey = { id: 'first', secret: secrets.vault }
  const [newest, ...others] = readMasters(config.data)
  const masters: LedgerKeys['masters'] = newest === undefined ? [derived] : [newest, ...others, derived]
  return { origin: `${host}/ledger`, signing: secrets.ledger.privateKey, masters }
}

/** Puts a new master key before the others; from the next start on it wraps new keys. Returns its name. */
export function addMaster(folder: string, made: Uint8Array, now: Date): string {
  const id = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const lines = [`${id} ${Buffer.from(made).toString('hex')}`, ...readLines(folder)]
  const file = join(folder, 'master-keys')
  // Written aside, flushed and renamed: a crash leaves the old file or the new one, never half of one.
  const aside = openSync(`${file}.new`, 'w', 0o600)
  writeSync(aside, `${lines.join('\n')}\n`)
  fsyncSync(aside)
  closeSync(aside)
  renameSync(`${file}.new`, file)
  return id
}

function readMasters(folder: string): MasterKey[] {
  return readLines(folder).map(line => {
    const [id, secret] = line.split(' ')
    if (id === undefined || !/^[0-9a-f]{64}$/.test(secret ?? '')) {
      throw new Error(
        `${join(folder, 'master-keys')} has a line that is not "name, space, 64 hexadecimal digits". Put it right from a backup.`,
      )
    }
    return { id, secret: Buffer.from(secret ?? '', 'hex') }
  })
}

function readLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'master-keys'), 'utf8')
      .split('\n')
      .filter(line => line !== '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
