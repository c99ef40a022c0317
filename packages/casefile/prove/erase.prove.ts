/** Cases with canaries in every field; half are erased. No canary or key of these is in a COPY of any table, and every proof holds. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { leafHash, openLedger, parseCheckpoint, parseNote, verifyInclusion } from '@toetsbaar/ledger'
import { copyOfEveryTable } from '../../../test/copy.ts'
import { ownPostgres } from '../../../test/postgres.ts'
import { type NewEvent, openCasefile } from '../src/index.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100' } },
})
const own = await ownPostgres()
try {
  const { pool, ownerUrl } = await own.database()
  const clock = () => new Date()
  const keys = {
    origin: 'toetsbaar.example/ledger',
    signing: generateKeyPairSync('ed25519').privateKey,
    masters: [{ id: 'first', secret: randomBytes(32) }] as const,
  }
  const ledger = await openLedger({ pool, keys, clock, random: randomBytes })
  const casefile = await openCasefile({ pool, ledger, clock, random: randomBytes, codeKey: randomBytes(32) })
  const canary = () => `canary-${randomBytes(12).toString('hex')}`
  const gone: string[] = []
  const kept: string[] = []
  for (let number = 0; number < Number(values.count); number++) {
    const [story, answer, note, name] = [canary(), canary(), canary(), canary()]
    const officer = { kind: 'officer', id: name, role: 'intake' } as const
    const events: NewEvent[] = [
      { type: 'inquiry.told', by: { kind: 'citizen' }, data: { text: story } },
      { type: 'inquiry.slot-filled', by: { kind: 'citizen' }, data: { answer }, to: 'completing' },
      { type: 'inquiry.sent', by: { kind: 'citizen' }, data: null },
      { type: 'officer.took', by: officer, data: null },
      { type: 'officer.noted', by: officer, data: { note } },
    ]
    const { case: id } = await casefile.create(events, { word: 'fiets' })
    const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from ledger.key where starts_with(id, $1)', [
      `case:${id}`,
    ])
    if (number % 2 === 1) kept.push(name)
    else {
      await casefile.erase(id, officer, { because: 'asked' })
      gone.push(story, answer, note, name, ...rows.map(row => row.wrapped.toString('hex')))
    }
  }
  const copy = await copyOfEveryTable(ownerUrl)
  const found = gone.filter(one => copy.includes(one)).length
  const seen = kept.filter(one => copy.includes(one)).length
  const { size, root } = parseCheckpoint(parseNote(await ledger.checkpoint()).text)
  let held = 0
  for (let at = 0; at < size; at++) {
    const { leaf, path } = await ledger.inclusion(at, size)
    if (verifyInclusion(leafHash(Buffer.from(leaf)), at, size, path, root)) held += 1
  }
  const { changed, removed } = await casefile.rebuild()
  console.log(
    `erase: ${gone.length} canaries and keys of erased cases, ${found} found in ${copy.length} characters of COPY (control: ${seen} of ${kept.length} of kept cases found); ${held} of ${size} proofs hold; lists rebuilt with ${changed + removed} differences`,
  )
  process.exitCode = found === 0 && seen === kept.length && held === size && changed + removed === 0 ? 0 : 1
} finally {
  await own.remove()
}
