/**
 * Runs the benchmarks, one after another, each beside a peer in the same run: `npm run bench -- [NAME…]`.
 * Give the machine nothing else to do meanwhile; figures taken under load say so.
 */
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'

const benches = {
  argumentation: 'bench/argumentation/run.ts',
  desk: 'bench/desk/bench.ts',
  extraction: 'bench/extraction/bench.ts',
  inquiry: 'bench/inquiry/next-question.ts',
  ledger: 'bench/ledger/bench.ts',
  register: 'bench/register/bench.ts',
} as const
const names = Object.keys(benches) as (keyof typeof benches)[]
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !names.some(each => each === name))
if (unknown.length > 0) {
  console.error(`bench: there is no benchmark ${unknown.join(', ')}; choose from ${names.join(', ')}`)
  process.exit(2)
}
const failed = names
  .filter(name => asked.length === 0 || asked.includes(name))
  .filter(name => {
    console.log(`\n=== ${name}, load ${loadavg()[0]?.toFixed(1)}`)
    return spawnSync(process.execPath, ['--import', 'tsx', benches[name]], { stdio: 'inherit' }).status !== 0
  })
if (failed.length > 0) console.log(`\nNot as demanded, or failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
