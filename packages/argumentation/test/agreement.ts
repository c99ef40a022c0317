import { compile, KnownError } from '../src/index.ts'
import { oracleOf, TooManyArguments } from './oracle.ts'
import type { Instance } from './theories.ts'

/** Where the engine and the oracle differ on an instance, in words; empty where they agree on everything. */
export function differences({ theory, completions, goal, known }: Instance): string[] | 'skipped' {
  const oracle = oracleOf(theory, completions)
  const found: string[] = []
  const same = (what: string, engine: unknown, truth: unknown) => {
    if (JSON.stringify(engine) !== JSON.stringify(truth))
      found.push(`${what}: engine ${JSON.stringify(engine)}, oracle ${JSON.stringify(truth)}`)
  }
  try {
    const engine = compile(theory, { goals: [goal], completions })
    if (
      !oracle.consistent(known) ||
      (completions === 'total' && !oracle.supersets(known).some(s => s.length === theory.queryables.length))
    ) {
      same(
        'refused',
        refused(() => engine.assess(known, goal)),
        true,
      )
      return found
    }
    for (const atom of new Set(theory.rules.flatMap(r => [r.then, ...r.if])))
      same(`status of ${atom}`, engine.status(known, atom), oracle.status(known, atom))
    same('value', engine.value(known, goal), oracle.value(known, goal))
    same('stable', engine.stable(known, goal), oracle.stable(known, goal))
    const relevant = engine.relevant(known, goal)
    same('relevant', relevant.map(r => `${r.value} ${r.answer}`).sort(), oracle.relevant(known, goal))
    for (const { answer, value, witness } of relevant) {
      const set = [...known, answer, ...witness]
      const minimal =
        oracle.isSettled(set, goal, value) &&
        [answer, ...witness].every(
          a =>
            !oracle.isSettled(
              set.filter(k => k !== a),
              goal,
              value,
            ),
        )
      same(`witness of ${answer} for ${value}: ${witness}`, minimal, true)
    }
    const certificates = engine.certificates(known, goal, 1000)
    const truth = oracle.stable(known, goal) ? oracle.certificates(known, goal) : []
    same('certificates', certificates.map(c => [...c].sort().join()).sort(), truth)
    same(
      'smallest certificate first',
      certificates.every((c, i) => c.length >= (certificates[i - 1]?.length ?? 0)),
      true,
    )
    const changes = engine.counterfactuals(known, goal)
    for (const c of changes) {
      const changed = [...known.filter(k => !c.without.includes(k)), ...c.with]
      same(`change to ${c.value}`, [oracle.consistent(changed), oracle.value(changed, goal)], [true, c.value])
    }
    const sizes = changes.map(c => [c.value, c.without.length + c.with.length] as const)
    same('changes', sizes.map(String).sort(), Object.entries(oracle.distances(known, goal)).map(String).sort())
    return found
  } catch (error) {
    if (error instanceof TooManyArguments) return 'skipped'
    throw error
  }
}

function refused(ask: () => unknown): boolean {
  try {
    ask()
    return false
  } catch (error) {
    if (error instanceof KnownError) return true
    throw error
  }
}
