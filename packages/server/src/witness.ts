import { existsSync, readFileSync } from 'node:fs'
import {
  createWitness,
  formatVerifier,
  migrate,
  parseVerifier,
  type TreeHead,
  type Verifier,
  verifierOf,
  type Witness,
  type WitnessedLog,
  type WitnessMemory,
} from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { type Config, ConfigError } from './config.ts'
import type { Secrets } from './secrets.ts'

/** This installation as a witness of other people's logs. */
export type WitnessDesk = Witness & {
  /** The key of this witness as one line (C2SP vkey), for who checks its co-signatures. */
  readonly verifier: string
  /** Each log that it follows, with the last head that it co-signed. */
  seen(): Promise<readonly Seen[]>
}

export type Seen = { readonly origin: string; readonly last: TreeHead | undefined }

/**
 * Opens the witness on the logs that the operator listed; undefined where there is no list. What it co-signed last lies in
 * PostgreSQL, so that several servers are one witness. Throws `ConfigError`, `SchemaRefused`.
 */
export async function openWitness(
  { witness: { logs: file, name } }: Pick<Config, 'witness'>,
  secrets: Pick<Secrets, 'witness'>,
  pool: Pool,
  clock: () => Date,
): Promise<WitnessDesk | undefined> {
  if (file === undefined) return undefined
  const logs = readLogs(file)
  await migrate(pool, 'witness', [{ name: 'seen', sql: seenTable }])
  const memory = openMemory(pool)
  const { privateKey: key } = secrets.witness
  const { addCheckpoint } = createWitness({ name, key, logs, memory, clock })
  return {
    addCheckpoint,
    verifier: formatVerifier(verifierOf({ name, key, type: 'cosignature' })),
    seen: () => Promise.all(logs.map(async ({ origin }) => ({ origin, last: await memory.last(origin) }))),
  }
}

const seenTable = `
create table witness.seen (
  origin text collate "C" primary key,
  size   bigint not null check (size >= 0),
  root   bytea not null check (octet_length(root) = 32)
);
`

/** One statement compares and keeps, and has to be on disk before it answers: two checkpoints that fork never both get in. */
function openMemory(pool: Pool): WitnessMemory {
  const last = async (origin: string): Promise<TreeHead | undefined> => {
    const { rows } = await pool.query<{ size: string | number; root: Buffer }>(
      'select size, root from witness.seen where origin = $1',
      [origin],
    )
    return rows[0] === undefined ? undefined : { origin, size: Number(rows[0].size), root: rows[0].root }
  }
  return {
    last,
    keep: async ({ origin, size, root }, before) => {
      const { rowCount } =
        before === undefined
          ? await pool.query(
              'insert into witness.seen (origin, size, root) values ($1, $2, $3) on conflict (origin) do nothing',
              [origin, size, root],
            )
          : await pool.query(
              'update witness.seen set size = $2, root = $3 where origin = $1 and size = $4 and root = $5 and size <= $2',
              [origin, size, root, before.size, before.root],
            )
      return rowCount === 1
    },
  }
}

/**
 * The list of logs: a line each with the log's key (C2SP vkey), and after a space its origin where that is another than
 * the name in the key. Two lines with the same origin are two keys of one log. Lines that begin with # are left out.
 */
export function readLogs(file: string): readonly WitnessedLog[] {
  const at = `TOETSBAAR_WITNESS_LOGS: ${file}`
  if (!existsSync(file))
    throw new ConfigError(`${at} is not there. Make it: one line a log, its key as it publishes it.`)
  const keys = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' || line.startsWith('#') ? [] : [readLog(line.trim(), `${at}, line ${index + 1}`)],
    )
  if (keys.length === 0) throw new ConfigError(`${at} names no log. Write one line a log, its key as it publishes it.`)
  const logs = Map.groupBy(keys, ({ origin }) => origin)
  return [...logs].map(([origin, lines]) => ({ origin, keys: lines.map(({ key }) => key) }))
}

function readLog(line: string, where: string): { origin: string; key: Verifier } {
  const [text = '', ...rest] = line.split(' ')
  let key: Verifier
  try {
    key = parseVerifier(text)
  } catch (error) {
    throw new ConfigError(`${where}: ${(error as Error).message}.`)
  }
  if (key.type !== 'ed25519')
    throw new ConfigError(`${where}: this is the key of a witness; write that of the log, with a key of type 1.`)
  return { origin: rest.length === 0 ? key.name : rest.join(' '), key }
}
