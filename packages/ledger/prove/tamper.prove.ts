/** Damages a dump at random places in every way of `test/tamper.ts`; the verifier has to name the first bad index. --count: how often a way. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { parseArgs } from 'node:util'
import {
  canonicalJson,
  checkpointNote,
  createWitness,
  Frontier,
  leafHash,
  type TreeHead,
  verifierOf,
  verifyDump,
  witnessRequest,
} from '../src/index.ts'
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

// A tail that is cut off at an earlier, true checkpoint leaves a dump that is whole in itself: only who saw more can tell.
const caught = { whole: 0, refused: 0 }
const heads = new Map<string, TreeHead>()
const witness = createWitness({
  name: 'witness.example/one',
  key: generateKeyPairSync('ed25519').privateKey,
  logs: [{ origin, keys: [log] }],
  memory: {
    last: async name => heads.get(name),
    keep: async head => {
      heads.set(head.origin, head)
      return true
    },
  },
  clock: () => new Date('2026-03-01T10:00:00Z'),
})
const newest = checkpoints.at(-1) ?? ''
if ((await witness.addCheckpoint(witnessRequest(0, [], newest))).status !== 200) wrong += 1
for (let cut = 0; cut < count; cut++) {
  const kept = 1 + Math.floor(random() * (size - 1))
  const head = new Frontier()
  for (const entry of entries.slice(0, kept))
    head.add(leafHash(Buffer.from(/"entry":(.*),"hash":/.exec(entry)?.[1] ?? '')))
  const note = checkpointNote({ origin, size: kept, root: head.root() }, privateKey)
  const header = canonicalJson({ checkpoints: [note], format: 'toetsbaar-ledger/1', size: kept })
  if ((await verify(Buffer.from([header, ...entries.slice(0, kept)].join('\n')))).ok) caught.whole += 1
  // As an operator would try: as if nothing was seen, from the true last size, and from the cut itself.
  const answers = await Promise.all([0, size, kept].map(old => witness.addCheckpoint(witnessRequest(old, [], note))))
  if (answers.every(({ status }) => status !== 200)) caught.refused += 1
}
wrong += count - caught.whole + (count - caught.refused)
console.log(
  `tamper cut tail: ${count} times; whole in itself ${caught.whole}, refused by the witness ${caught.refused}`,
)
process.exitCode = wrong === 0 ? 0 : 1
