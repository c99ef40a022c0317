/**
 * node --import tsx packages/server/prove/sealed-in-public.prove.ts --seed N --count M
 *
 * M random plays of grant, extend, close, lost close and waiting over three dossiers with canaries: what the public gets of
 * pages, API, ledger and log never shows what is sealed, and the public count is the one worked out by hand.
 */
import { parseArgs } from 'node:util'
import { playSealed } from '../test/sealed-in-public.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string' } } })
const seed = Number(values.seed ?? 1)
const plays = Number(values.count ?? 60)
const total = { looked: 0, hidden: 0, granted: 0, extended: 0, closed: 0 }
let failed = 0
for (let at = 0; at < plays; at++) {
  try {
    const played = await playSealed(seed + at, 12)
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += played[name]
  } catch (error) {
    failed++
    console.log(error instanceof Error ? error.message : String(error))
  }
}
console.log(
  `${plays} plays from seed ${seed}: ${total.granted} granted (${total.extended} extended), ${total.closed} closed, ${total.looked} answers looked at, ${total.hidden} of them about what was sealed; ${failed} plays failed`,
)
process.exitCode = failed === 0 && total.hidden > 0 ? 0 : 1
