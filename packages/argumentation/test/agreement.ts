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
    const standing = engine.standing(known)
    same('standing of rules', Object.fromEntries(standing.rules.map(r => [r.rule, r.standing])), oracle.rules(known))
    for (const { rule, standing: stands, beatenBy } of standing.rules) {
      const truth = oracle.beatenBy(known, rule)
      const beaten = stands === 'defeated' || stands === 'blocked'
      same(`${rule} is beaten by ${beatenBy}`, [beatenBy.length > 0, beatenBy.every(b => truth.has(b))], [beaten, true])
    }
    for (const [literal, status] of Object.entries(standing.literals)) {
      same(`standing of ${literal}`, status, oracle.status(known, literal))
      const steps = engine.because(known, literal)
      const fact = known.includes(literal)
      if (fact || status !== 'defended') same(`why ${literal}`, steps, [])
      else same(`why ${literal}: ${JSON.stringify(steps)}`, oracle.carries(known, literal, steps), true)
    }
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

/**
 * The same for the search, forced by diagrams of a few nodes: what it says must be so, and it says what it leaves open.
 * With `patience`, the clock strikes after so many looks at it, and only then may anything be left open.
 */
export function searchDifferences(
  { theory, completions, goal, known }: Instance,
  nodes: number,
  patience = Infinity,
): string[] | 'skipped' {
  const oracle = oracleOf(theory, completions)
  const found: string[] = []
  const holds = (what: string, truth: boolean) => {
    if (!truth) found.push(what)
  }
  try {
    let looks = 0
    const engine = compile(theory, {
      goals: [goal],
      completions,
      limits: { nodes, milliseconds: patience, now: () => looks++ },
    })
    if (!oracle.consistent(known)) return found
    const { value, stable, relevant, undecided, certificate } = engine.assess(known, goal)
    holds('value', value === oracle.value(known, goal))
    const truly = oracle.stable(known, goal)
    holds('stable', stable === truly || (truly && patience < Infinity))
    const perValue = (all: Readonly<Record<string, readonly string[]>>) =>
      Object.entries(all).flatMap(([v, answers]) => answers.map(a => `${v} ${a}`))
    const told = perValue(relevant)
    const open = perValue(undecided)
    const truth = oracle.relevant(known, goal)
    for (const r of told) holds(`${r} is not relevant`, truth.includes(r))
    for (const r of truth) holds(`${r} is passed over`, told.includes(r) || open.includes(r))
    for (const { answer, value: v, witness } of engine.relevant(known, goal)) {
      const set = [...known, answer, ...witness]
      holds(`witness of ${answer} for ${v}: ${witness}`, oracle.isSettled(set, goal, v))
      holds(`${answer} for ${v} is idle`, !oracle.isSettled([...known, ...witness], goal, v))
    }
    const certificates = stable ? oracle.certificates(known, goal) : []
    if (certificate === undefined) holds('a certificate', !stable)
    else if (patience === Infinity)
      holds(`certificate ${certificate}`, certificates.includes([...certificate].sort().join()))
    else
      holds(
        `certificate ${certificate}`,
        certificates.some(c => c.split(',').every(f => f === '' || certificate.includes(f))),
      )
    for (const c of engine.counterfactuals(known, goal)) {
      const changed = [...known.filter(k => !c.without.includes(k)), ...c.with]
      holds(`change to ${c.value}`, oracle.consistent(changed) && oracle.value(changed, goal) === c.value)
    }
    return found
  } catch (error) {
    if (error instanceof TooManyArguments) return 'skipped'
    if (error instanceof KnownError && completions === 'total') return 'skipped'
    throw error
  }
}
