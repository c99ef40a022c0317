import { compile, type Known, KnownError, type Literal, parseTheory, type Theory } from '@toetsbaar/argumentation'
import { closeSafety } from './advise.ts'
import { law } from './law.ts'
import type { Model } from './model.ts'
import { negate } from './probe.ts'
import { theoryOf } from './theory.ts'

/** One kind of change: the sets of facts that get `from` under the first model and `to` under the second. */
export type AdviceChange = {
  readonly from: string
  readonly to: string
  /** A smallest set of facts that shows it. */
  readonly example: Known
  /** How many sets of facts get it, over the `questions` that bear on either advice. */
  readonly sets: bigint
}

export type CaseChange = { readonly id: string; readonly known: Known; readonly from: string; readonly to: string }

export type ModelDifference = {
  /** Empty exactly where the two models advise the same on every set of facts. */
  readonly changes: readonly AdviceChange[]
  readonly questions: number
  /** All sets of facts over those questions that contradict neither model. */
  readonly sets: bigint
  /** Stored cases of either model that get another advice. */
  readonly cases: readonly CaseChange[]
  /** Questions that only one of the two has. */
  readonly onlyFirst: readonly string[]
  readonly onlySecond: readonly string[]
  /** Rules that one lacks, or that differ in premises, conclusion, strength or exceptions. */
  readonly rules: readonly string[]
}

/**
 * Which sets of facts get another advice under the second model: exact, over every set of facts that neither model
 * rules out, from one theory that holds both. Facts that a model does not know leave it unmoved.
 */
export function diffModels(first: Model, second: Model): ModelDifference {
  const [one, two] = [theoryOf(first), theoryOf(second)]
  const { changes, questions, sets } = adviceChanges(one, first.outcomes, two, second.outcomes)
  return {
    changes: changes.toSorted((x, y) => x.example.length - y.example.length || x.from.localeCompare(y.from)),
    questions,
    sets,
    cases: changedCases(first, second),
    onlyFirst: one.queryables.filter(q => !two.queryables.includes(q)),
    onlySecond: two.queryables.filter(q => !one.queryables.includes(q)),
    rules: changedRules(one, two),
  }
}

/** Every change of advice between two theories, with their outcomes. */
export function adviceChanges(
  one: Theory,
  outcomesOne: readonly string[],
  two: Theory,
  outcomesTwo: readonly string[],
): { changes: AdviceChange[]; questions: number; sets: bigint } {
  const a = { choice: outcomesOne.map(o => side('a', o)) }
  const b = { choice: outcomesTwo.map(o => side('b', o)) }
  const engine = compile(together(one, two), { goals: [a, b] })
  const values = (goal: { choice: string[] }) => [...goal.choice, 'none']
  const plain = (value: string) => (value === 'none' ? 'unclear' : value.slice(2))
  const whole = engine.count([
    { goal: a, values: values(a) },
    { goal: b, values: values(b) },
  ])
  const changes = values(a).flatMap(from =>
    values(b).flatMap((to): AdviceChange[] => {
      if (plain(from) === plain(to)) return []
      const demands = [
        { goal: a, values: [from] },
        { goal: b, values: [to] },
      ]
      const example = engine.example(demands)
      if (example === undefined) return []
      return [{ from: plain(from), to: plain(to), example, sets: engine.count(demands).sets }]
    }),
  )
  return { changes, ...whole }
}

const side = (which: 'a' | 'b', literal: Literal): Literal =>
  literal.startsWith('-') ? `-${which}:${literal.slice(1)}` : `${which}:${literal}`

/** Both theories over the same questions, each with its own names for what it concludes, so that neither touches the other. */
function together(one: Theory, two: Theory): Theory {
  const [a, b] = [renamed(one, 'a'), renamed(two, 'b')]
  return parseTheory({
    queryables: [...new Set([...one.queryables, ...two.queryables])],
    rules: [...a.rules, ...b.rules],
    contraries: [...a.contraries, ...b.contraries],
    preferences: [...a.preferences, ...b.preferences],
    undercuts: [...a.undercuts, ...b.undercuts],
    topics: [],
  })
}

/**
 * A rule may conclude something that can also be observed. Such a name gets a conclusion of its own that an observation
 * always carries: no rule of the theory beats what was observed.
 */
function renamed(theory: Theory, which: 'a' | 'b'): Omit<Theory, 'queryables' | 'topics'> {
  const queryable = new Set(theory.queryables)
  const atom = (l: Literal) => l.replace(/^-/, '')
  const derived = new Set(theory.rules.map(r => atom(r.then)))
  const name = (l: Literal) => (queryable.has(atom(l)) && !derived.has(atom(l)) ? l : side(which, l))
  const rule = (id: string) => `${which}:${id}`
  const lifted = [...derived].filter(id => queryable.has(id)).flatMap(id => [id, negate(id)])
  const observe = (l: Literal) => `${which}:observed:${l}`
  const observedPairs = theory.contraries.filter(c => 'between' in c && c.between.every(l => queryable.has(atom(l))))
  return {
    rules: [
      ...theory.rules.map(r => ({ id: rule(r.id), if: r.if.map(name), then: name(r.then) })),
      ...lifted.map(l => ({ id: observe(l), if: [l], then: name(l) })),
    ],
    contraries: [
      ...theory.contraries.map(c =>
        'between' in c
          ? { between: [name(c.between[0]), name(c.between[1])] as const }
          : { attacker: name(c.attacker), target: name(c.target) },
      ),
      ...observedPairs,
    ],
    preferences: [
      ...theory.preferences.map(p => ({ weaker: rule(p.weaker), stronger: rule(p.stronger) })),
      ...lifted.flatMap(l => theory.rules.map(r => ({ weaker: rule(r.id), stronger: observe(l) }))),
    ],
    undercuts: theory.undercuts.map(u => ({ by: name(u.by), rule: rule(u.rule) })),
  }
}

function changedCases(first: Model, second: Model): CaseChange[] {
  const seen = new Set<string>()
  return [...first.cases, ...second.cases].flatMap(c => {
    const key = [...c.known].sort().join()
    if (seen.has(key)) return []
    seen.add(key)
    const [from, to] = [outcomeOf(first, c.known), outcomeOf(second, c.known)]
    return from === to ? [] : [{ id: c.id, known: c.known, from, to }]
  })
}

function outcomeOf(model: Model, known: Known): string {
  const { engine, advice } = law(model)
  const ids = new Set(model.observations.map(o => o.id))
  const facts = known.filter(fact => ids.has(fact.replace(/^[-?]/, '')))
  try {
    const value = engine.value(closeSafety(law(model), facts), advice)
    return value === 'none' ? 'unclear' : value
  } catch (error) {
    if (error instanceof KnownError) return 'impossible'
    throw error
  }
}

function changedRules(one: Theory, two: Theory): string[] {
  const strength = (t: Theory, id: string) =>
    [
      ...t.preferences.filter(p => p.weaker === id).map(p => `<${p.stronger}`),
      ...t.preferences.filter(p => p.stronger === id).map(p => `>${p.weaker}`),
      ...t.undercuts.filter(u => u.rule === id).map(u => `!${u.by}`),
    ].sort()
  const text = (t: Theory, id: string) => {
    const r = t.rules.find(rule => rule.id === id)
    return r === undefined ? '' : [[...r.if].sort().join(), r.then, ...strength(t, id)].join(' ')
  }
  const ids = [...new Set([...one.rules, ...two.rules].map(r => r.id))]
  return ids.filter(id => text(one, id) !== text(two, id))
}
