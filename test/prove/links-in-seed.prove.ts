/** Links among --count seeded cases of every subject, found through the house under a permit: exact ones all and no other; alike ones are printed. */
import { parseArgs } from 'node:util'
import { linksInSeed } from '../seeded-links.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' } },
})
const { exact, alike } = await linksInSeed(Number(values.count), Number(values.seed))
for (const [name, { planted, found, right }] of Object.entries({ exact, alike }))
  console.log(
    `links in ${values.count} seeded cases, seed ${values.seed}, ${name}: ${planted} planted, ${found} found, ${right} rightly; precision ${(right / found).toFixed(3)}, recall ${(right / planted).toFixed(3)}`,
  )
process.exitCode = exact.planted > 0 && exact.right === exact.planted && exact.right === exact.found ? 0 : 1
