/**
 * The dialogue on random walks over random models and over the real one, in full:
 * `node packages/inquiry/prove/dialogue.prove.ts --seed 1 --count 2000`. Exits 1 where a property fails.
 */
import { parseArgs } from 'node:util'
import { law as lawOf, loadModel } from '@toetsbaar/rulebook'
import fc from 'fast-check'
import type { Answer } from '../src/index.ts'
import { parcelLaw } from '../test/parcel.ts'
import * as properties from '../test/properties.ts'
import { randomLaw } from '../test/random-law.ts'
import { move } from '../test/walk.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '2000' } },
})
const seed = Number(values.seed)
const count = Number(values.count)
const walks = fc.array(move, { minLength: 1, maxLength: 60 })
const answers = fc.infiniteStream(fc.constantFrom<Answer>('yes', 'no', 'dont-know'))
const real = lawOf(loadModel('models/internet-trade-fraud/2019-03-01'))
const parcel = parcelLaw()
const seen = new Map<string, string>()

const held = [
  ['stored and read back at every step, it goes on the same', properties.survivesStorage],
  ['what is asked is open and can change the advice', properties.asksOnlyWhatMatters],
  ['nothing typed is lost', properties.losesNothing],
  ['only what is confirmed counts', properties.countsOnlyWhatIsConfirmed],
  ['undoing every act leads back to the start', properties.undoesToTheStart],
  ['undoing an act brings back the step before it', properties.undoesOneStep],
  [
    'same facts, same question and advice',
    (law: typeof real, moves: Parameters<typeof properties.losesNothing>[1]) =>
      properties.hangsOnFactsAlone(law, moves, seen),
  ],
] as const

let failed = 0
function prove<Ts>(name: string, property: fc.IProperty<Ts>, runs: number): void {
  const started = performance.now()
  const result = fc.check(property, { seed, numRuns: runs })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${result.failed ? 'FAILS' : 'holds'}  ${result.numRuns} walks in ${seconds} s  ${name}`)
  if (!result.failed) return
  failed++
  console.log(`  ${fc.defaultReportMessage(result)?.slice(0, 2000)}`)
}

const small = fc.oneof(fc.constant(parcel), fc.nat(9_999).map(randomLaw))
for (const [name, holds] of held)
  prove(
    `random models: ${name}`,
    fc.property(small, walks, (law, moves) => holds(law, moves)),
    count,
  )
prove(
  'random models: going on ends, no question twice, no more left than was said',
  fc.property(small, walks, answers, (law, moves, next) => properties.ends(law, moves, next)),
  count,
)
// What can matter is checked by its definition on the small models only: it goes through every way of answering.
for (const [name, holds] of held.filter(([, each]) => each !== properties.asksOnlyWhatMatters))
  prove(
    `the real model: ${name}`,
    fc.property(walks, moves => holds(real, moves)),
    Math.ceil(count / 100),
  )
prove(
  'the real model: going on ends, no question twice, no more left than was said',
  fc.property(walks, answers, (moves, next) => properties.ends(real, moves, next)),
  Math.ceil(count / 100),
)
console.log(`${seen.size} different sets of facts were seen`)
process.exitCode = failed === 0 ? 0 : 1
