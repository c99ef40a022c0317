import type { Pool } from 'pg'
import { type Leaf, leafText, openPayload } from './entry.ts'
import { canonicalJson } from './json.ts'
import type { Keyring } from './keyring.ts'

/** The first line of a dump. Every checkpoint signed so far, so that a cut tail shows; thinned out beyond a thousand. */
export type DumpHeader = {
  readonly checkpoints: readonly string[]
  readonly format: typeof dumpFormat
  readonly size: number
}

export const dumpFormat = 'toetsbaar-ledger/1'

/** A line of a dump: the leaf, its hash, and the payload with its salt where the operator opened the stream. */
export function dumpLine(leaf: Leaf, hash: Buffer, opened?: { readonly salt: Buffer; readonly text: string }): string {
  const content =
    opened === undefined ? '' : `,"opened":{"payload":${opened.text},"salt":"${opened.salt.toString('base64')}"}`
  return `{"entry":${leafText(leaf)},"hash":"${hash.toString('base64')}"${content}}\n`
}

type LeafRow = {
  position: string | number
  stream: string
  ordinal: string | number
  kind: string
  at: string | number
  commitment: Buffer
  previous: Buffer
  erases: string | null
}

const leafColumns =
  'e.position, e.stream, e.ordinal, e.kind, (extract(epoch from e.at) * 1000)::float8 as at, e.commitment, e.previous, e.erases'

type Row = LeafRow & {
  hash: Buffer
  sealed: Buffer | null
  key: string | null
  master: string | null
  wrapped: Buffer | null
}

const page = 5_000

/** What to export: the entries under the last of these checkpoints, with the content of the streams to open. */
export type DumpOptions = {
  readonly size: number
  readonly checkpoints: readonly string[]
  /** Streams whose payloads go along in plain text, for who may read them; default none. */
  readonly open?: readonly string[]
}

/** The log as lines of JSON, in pages: memory does not grow with the log. */
export async function* dumpLog(pool: Pool, keyring: Keyring, options: DumpOptions): AsyncGenerator<string> {
  const { size, checkpoints, open = [] } = options
  const header: DumpHeader = { checkpoints: thin(checkpoints), format: dumpFormat, size }
  yield `${canonicalJson(header)}\n`
  for (let from = 0; from < size; from += page) {
    const { rows } = await pool.query<Row>({
      name: 'ledger-dump',
      text: `select ${leafColumns}, substr(e.hashes, 1, 32) as hash, p.sealed, p.key, k.master, k.wrapped
             from ledger.entry e left join ledger.payload p on p.position = e.position and e.stream = any($3::text[])
             left join ledger.key k on k.id = p.key
             where e.position >= $1 and e.position < $2 order by e.position`,
      values: [from, Math.min(from + page, size), open],
    })
    yield rows.map(row => lineOf(row, keyring)).join('')
  }
}

/** One entry as the tree is built over it; undefined where the log has none there. */
export async function readLeaf(pool: Pool, position: number): Promise<Leaf | undefined> {
  const { rows } = await pool.query<LeafRow>({
    name: 'ledger-leaf',
    text: `select ${leafColumns} from ledger.entry e where e.position = $1`,
    values: [position],
  })
  return rows[0] === undefined ? undefined : toLeaf(rows[0])
}

function toLeaf({ stream, kind, commitment, previous, erases, ...row }: LeafRow): Leaf {
  const at = new Date(Number(row.at)).toISOString()
  const plain = { position: Number(row.position), stream, ordinal: Number(row.ordinal), kind, at, commitment, previous }
  return erases === null ? plain : { ...plain, erases }
}

function lineOf(row: Row, keyring: Keyring): string {
  const { commitment, key, master, wrapped, sealed } = row
  const leaf = toLeaf(row)
  const secret = key === null ? undefined : keyring.open({ id: key, master, wrapped })
  const opened = secret === undefined || sealed === null ? undefined : openPayload(secret, leaf, sealed, commitment)
  return dumpLine(leaf, row.hash, opened)
}

function thin(checkpoints: readonly string[]): readonly string[] {
  const step = Math.ceil(checkpoints.length / 1_000)
  return checkpoints.filter((_, at) => (checkpoints.length - 1 - at) % step === 0)
}
