/**
 * Runs the full forms of all proofs, one after another: `npm run prove -- [--only NAME] [--seed N] [--count M]`.
 * Each prints its own figures and exits 1 when it fails; so does this.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string' }, count: { type: 'string' } },
})
const passed = [
  ...(values.seed === undefined ? [] : ['--seed', values.seed]),
  ...(values.count === undefined ? [] : ['--count', values.count]),
]

const proofs = readdirSync('packages')
  .flatMap(name => proofsIn(`packages/${name}/prove`))
  .concat(proofsIn('test/prove'))
  .filter(file => values.only === undefined || file.includes(values.only))
if (proofs.length === 0) {
  console.error(`prove: no proof matches --only ${values.only}; leave it out to run all`)
  process.exit(2)
}

const failed = proofs.filter(file => {
  console.log(`\n=== ${file} ${passed.join(' ')}`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--expose-gc', file, ...passed], {
    stdio: 'inherit',
  })
  console.log(
    `=== ${status === 0 ? 'holds' : `FAILS (exit ${status})`}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
  return status !== 0
})
console.log(
  `\n${proofs.length - failed.length} proofs hold, ${failed.length} fail${failed.map(file => `\n  ${file}`).join('')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1

function proofsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.prove.ts'))
      .map(name => `${folder}/${name}`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
