/** Planted links among --count cases: precision and recall of what is exact, which must be 1, and of names that are alike, which are printed. */
import { parseArgs } from 'node:util'
import { ownPostgres } from '../../../test/postgres.ts'
import { plant } from '../test/planted.ts'
import { everyCase, openWorld } from '../test/world.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' } },
})
const own = await ownPostgres()
try {
  const world = await openWorld(own.database())
  const { cases, shares, samePerson } = plant(Number(values.count), Number(values.seed))
  for (let at = 0; at < cases.length; at += 500) await world.finder.take(cases.slice(at, at + 500), everyCase)
  const exact = { right: 0, wrong: 0, planted: 0 }
  const alike = { right: 0, wrong: 0, planted: samePerson.length * 2 }
  const same = new Set(samePerson.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))
  for (const one of cases) {
    const planted = shares.get(one.case) ?? new Set()
    exact.planted += planted.size
    for (const { kind, shared, cases: others } of (await world.finder.linksOf(one.case, one)).links)
      for (const other of others) {
        const [found, right] =
          kind === 'name-place'
            ? [alike, same.has(`${one.case} ${other}`)]
            : [exact, planted.has(`${kind} ${shared} ${other}`)]
        if (right) found.right += 1
        else found.wrong += 1
      }
  }
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole).toFixed(3)
  const line = (name: string, { right, wrong, planted }: typeof exact) =>
    console.log(
      `links: ${name}: precision ${share(right, right + wrong)}, recall ${share(right, planted)} (${planted} planted)`,
    )
  console.log(`links: ${cases.length} cases, seed ${values.seed}`)
  line('exact', exact)
  line('alike', alike)
  process.exitCode = exact.wrong === 0 && exact.right === exact.planted && exact.planted > 0 ? 0 : 1
  await world.database.close()
} finally {
  await own.remove()
}
