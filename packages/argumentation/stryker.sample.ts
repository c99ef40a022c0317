import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/**
 * Prints a random part of the package for Stryker's `--mutate`: stretches of ten lines, as many as make up the share asked
 * for. What is larger than its stretch is not mutated. `node packages/argumentation/stryker.sample.ts --seed 1 --share 0.2`
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, share: { type: 'string', default: '0.2' } },
})
const STRETCH = 10
const folder = 'packages/argumentation/src'
let state = Number(values.seed)
const chance = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const stretches = readdirSync(folder)
  .filter(file => file !== 'index.ts')
  .flatMap(file => {
    const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n').length
    const starts = Array.from({ length: Math.ceil(lines / STRETCH) }, (_, i) => 1 + i * STRETCH)
    return starts.map(start => `${folder}/${file}:${start}-${Math.min(lines, start + STRETCH - 1)}`)
  })
console.log(stretches.filter(() => chance() < Number(values.share)).join(','))
