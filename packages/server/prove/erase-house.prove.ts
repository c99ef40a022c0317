/** Cases through the whole house, with canaries wherever somebody writes; half are erased. Nothing of these is in a COPY of any table. --count: how many cases. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { eraseInHouse } from '../test/erasure.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '40' } },
})
const found = await eraseInHouse(Number(values.count), randomBytes)
const { erased, kept, wanted, inCopy, inFiles, named, control, tables, proofs } = found
console.log(
  `erase in the house: ${erased} cases erased, ${kept} kept; of ${wanted} canaries and keys ${inCopy.length} found in COPY of ${tables} tables (control: ${control} of ${kept} kept cases found), files of tables that still hold some after the daily job: ${inFiles.join(', ') || 'none'}; tables that still name an erased case: ${named.join(', ') || 'none'}; ${proofs.held} of ${proofs.of} proofs hold`,
)
process.exitCode = inCopy.length === 0 && named.length === 0 && control === kept && proofs.held === proofs.of ? 0 : 1
