import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { canonicalJson, checkpointNote, Frontier, type LedgerKeys, leafHash } from '@toetsbaar/ledger'
import pg from 'pg'

const at = '2026-03-01T10:00:00.000Z'

type Made = {
  readonly text: string
  readonly hashes: readonly Buffer[]
  readonly commitment: Buffer
  readonly previous: Buffer
  readonly stream: string
  readonly ordinal: number
}

/** A long log of invented entries, ten to a case: as the ledger would write them, without content. */
function* entries(count: number, tree: Frontier): Generator<Made> {
  let previous: Buffer = Buffer.alloc(32)
  for (let position = 0; position < count; position++) {
    const commitment = createHash('sha256').update(String(position)).digest()
    const block = Math.floor(position / 10_000)
    const stream = `case:0195519c-0000-7000-8000-${String(block * 1_000 + (position % 1_000)).padStart(12, '0')}`
    const ordinal = Math.floor((position % 10_000) / 1_000)
    const text = canonicalJson({
      at,
      commitment: commitment.toString('base64'),
      kind: 'inquiry.answered',
      ordinal,
      position,
      previous: previous.toString('base64'),
      stream,
    })
    const hashes = tree.add(leafHash(Buffer.from(text)))
    yield { text, hashes, commitment, previous, stream, ordinal }
    previous = hashes[0] ?? previous
  }
}

/** Writes a dump of so many entries. */
export async function writeBigDump(file: string, count: number, keys: LedgerKeys): Promise<void> {
  const tree = new Frontier()
  for (const _ of entries(count, tree));
  const note = checkpointNote({ origin: keys.origin, size: count, root: tree.root() }, keys.signing)
  const out = createWriteStream(file)
  out.write(`${canonicalJson({ checkpoints: [note], format: 'toetsbaar-ledger/1', size: count })}\n`)
  let page = ''
  for (const { text, hashes } of entries(count, new Frontier())) {
    page += `{"entry":${text},"hash":"${hashes[0]?.toString('base64')}"}\n`
    if (page.length < 1 << 20) continue
    if (!out.write(page)) await once(out, 'drain')
    page = ''
  }
  out.end(page)
  await once(out, 'close')
}

/** Puts so many entries into an empty log, as its owner. */
export async function fillLog(ownerUrl: string, count: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  let position = 0
  let page: Made[] = []
  const flush = async () => {
    const first = position - page.length
    await owner.query(
      `insert into ledger.entry (position, stream, ordinal, kind, at, commitment, previous, hashes)
       select $1::bigint + n - 1, s, o, 'inquiry.answered', $2, c, p, h
       from unnest($3::text[], $4::bigint[], $5::bytea[], $6::bytea[], $7::bytea[]) with ordinality as t (s, o, c, p, h, n)`,
      [
        first,
        at,
        page.map(one => one.stream),
        page.map(one => one.ordinal),
        page.map(one => one.commitment),
        page.map(one => one.previous),
        page.map(one => Buffer.concat(one.hashes)),
      ],
    )
    page = []
  }
  for (const entry of entries(count, new Frontier())) {
    page.push(entry)
    position += 1
    if (page.length === 10_000) await flush()
  }
  if (page.length > 0) await flush()
  await owner.query('analyze ledger.entry')
  await owner.end()
}
