import type { KeyObject } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { openPayload } from './entry.ts'
import type { Json } from './json.ts'
import type { Keyring } from './keyring.ts'
import type { Entry } from './ledger.ts'

type Row = {
  position: string | number
  ordinal: string | number
  kind: string
  at: string | number
  commitment: Buffer
  sealed: Buffer | null
  key: string | null
  master: string | null
  wrapped: Buffer | null
}

/** The entries of a stream in order, decrypted, each checked against what the log committed to. */
export async function readStream(
  database: Pool | PoolClient,
  keyring: Keyring,
  stream: string,
  from = 0,
): Promise<readonly Entry[]> {
  const { rows } = await database.query<Row>({
    name: 'ledger-read',
    text: `select e.position, e.ordinal, e.kind, (extract(epoch from e.at) * 1000)::float8 as at, e.commitment,
             p.sealed, p.key, k.master, k.wrapped
           from ledger.entry e left join ledger.payload p using (position) left join ledger.key k on k.id = p.key
           where e.stream = $1 and e.ordinal >= $2 order by e.ordinal`,
    values: [stream, from],
  })
  const opened = new Map<string, KeyObject | undefined>()
  return rows.map(row => {
    const { key, master, wrapped } = row
    if (key !== null && !opened.has(key)) opened.set(key, keyring.open({ id: key, master, wrapped }))
    const secret = key === null ? undefined : opened.get(key)
    const place = { stream, ordinal: Number(row.ordinal) }
    const payload =
      secret === undefined || row.sealed === null
        ? undefined
        : (JSON.parse(openPayload(secret, place, row.sealed, row.commitment).text) as Json)
    const at = new Date(Number(row.at)).toISOString()
    return { position: Number(row.position), ...place, kind: row.kind, at, payload }
  })
}
