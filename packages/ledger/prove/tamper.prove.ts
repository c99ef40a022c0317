/** Damages a dump at random places in every way of `test/tamper.ts`; the verifier has to name the first bad index. --count: how often a way. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { parseArgs } from 'node:util'
import { canonicalJson, checkpointNote, Frontier, leafHash, verifierOf, verifyDump } from '../src/index.ts'
import { seeded, tamper, tamperings } from '../test/tamper.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '2000' } },
})
const random = seeded(Number(values.seed))
const count = Number(values.count)
const size = 150
const origin = 'toetsbaar.example/ledger'
const { privateKey } = generateKeyPairSync('ed25519')
const log = verifierOf({ name: origin, key: privateKey, type: 'ed25519' })

const tree = new Frontier()
const lengths = new Map<string, number>()
const checkpoints: string[] = []
let previous = Buffer.alloc(32).toString('base64')
const entries = Array.from({ length: size }, (_, position) => {
  const stream = `case:${Math.floor(random() * 20)}`
  const ordinal = lengths.get(stream) ?? 0
  lengths.set(stream, ordinal + 1)
  const commitment = createHash('sha256').update(`${position}`).digest('base64')
  const entry = canonicalJson({
    at: '2026-03-01T10:00:00.000Z',
    commitment,
    kind: 'zei één',
    ordinal,
    position,
    previous,
    stream,
  })
  const leaf = leafHash(Buffer.from(entry))
  tree.add(leaf)
  previous = leaf.toString('base64')
  if (position % 40 === 39 || position === size - 1) {
    checkpoints.push(checkpointNote({ origin, size: position + 1, root: tree.root() }, privateKey))
  }
  return `{"entry":${entry},"hash":"${previous}"}`
})
const lines = [canonicalJson({ checkpoints, format: 'toetsbaar-ledger/1', size }), ...entries]
const verify = (bytes: Buffer) =>
  verifyDump(
    (async function* () {
      yield bytes
    })(),
    log,
  )
const whole = await verify(Buffer.from(lines.join('\n')))
let wrong = whole.ok ? 0 : 1
for (const what of tamperings) {
  let [exact, ranged, missed] = [0, 0, 0]
  while (exact + ranged + missed < count) {
    const damaged = tamper(what, lines, random)
    if (damaged === undefined) continue
    const verdict = await verify(damaged.bytes)
    const first = damaged.first
    if (!verdict.ok && (verdict.at ?? 'header') === first && verdict.until === undefined) exact += 1
    else if (
      !verdict.ok &&
      !damaged.exact &&
      verdict.at !== undefined &&
      verdict.at <= Number(first) &&
      Number(first) <= (verdict.until ?? verdict.at)
    )
      ranged += 1
    else missed += 1
  }
  wrong += missed
  console.log(
    `tamper ${what}: ${count} times; exact index ${exact}, range between signed heads ${ranged}, wrong or unseen ${missed}`,
  )
}
process.exitCode = wrong === 0 ? 0 : 1
