import { compile, type Engine, type Known, type Literal, parseTheory, type Theory } from '@toetsbaar/argumentation'
import { adviceChanges } from '../diff.ts'
import type { Model } from '../model.ts'
import { attackersOf, marked, meets, smallest, stands } from '../probe.ts'
import type { Finding } from './finding.ts'

/** Faults that lie in the rules themselves; all of them decided by the engine over every set of facts. */
export function ruleFindings(model: Model, theory: Theory): Finding[] {
  const engine = compile(theory, { goals: [{ choice: model.outcomes }] })
  return [
    ...cycles(model),
    ...unreachable(model, theory),
    ...idleQuestions(model, theory, engine),
    ...neverDefended(model, theory, engine),
    ...openConflicts(model, theory),
    ...neverPriorities(model, theory),
    ...neverExceptions(model, theory),
    ...gaps(model, theory),
    ...lookUps(model, engine),
  ]
}

const say = (known: Known) => (known.length === 0 ? 'nothing at all' : known.join(', '))

function cycles(model: Model): Finding[] {
  const below = new Map<Literal, Set<Literal>>()
  for (const r of model.rules) below.set(r.then, new Set([...(below.get(r.then) ?? []), ...r.if]))
  const found: Finding[] = []
  const done = new Set<Literal>()
  const walk = (literal: Literal, path: readonly Literal[]) => {
    if (path.includes(literal)) {
      const circle = [...path.slice(path.indexOf(literal)), literal].toReversed()
      const index = model.rules.findIndex(r => r.then === literal && r.if.includes(path.at(-1) ?? ''))
      const rule = model.rules.findIndex(r => r.then === path.at(-1) && r.if.includes(literal))
      found.push({
        code: 'rule-cycle',
        file: 'model.yaml',
        path: ['rules', Math.max(rule, index)],
        message: `${circle.join(' > ')}: a conclusion that leads to itself; remove one of these rules`,
      })
      return
    }
    if (done.has(literal)) return
    for (const next of below.get(literal) ?? []) walk(next, [...path, literal])
    done.add(literal)
  }
  for (const literal of below.keys()) walk(literal, [])
  return found
}

function unreachable(model: Model, theory: Theory): Finding[] {
  const reach = smallest(
    marked(theory),
    model.rules.map(r => meets(r.id)),
  )
  return model.rules.flatMap((r, i) =>
    reach.get(meets(r.id)) !== undefined
      ? []
      : [
          {
            code: 'rule-unreachable' as const,
            file: 'model.yaml' as const,
            path: ['rules', i],
            message: `no set of facts makes all of "${r.if.join(', ')}" hold, so ${r.id} never counts; change or remove it`,
          },
        ],
  )
}

function idleQuestions(model: Model, theory: Theory, engine: Engine): Finding[] {
  const goal = { choice: model.outcomes }
  const relevant = new Set(engine.relevant([], goal).map(r => r.answer.replace(/^-/, '')))
  return model.observations.flatMap((o, i): Finding[] => {
    const at = { file: 'model.yaml' as const, path: ['observations', i] }
    const rule = model.rules.find(r => r.if.some(l => l.replace(/^-/, '') === o.id))
    if (!o.weighs && rule !== undefined)
      return [
        {
          code: 'question-weightless',
          ...at,
          message: `"${o.id}" is said to weigh nothing, but ${rule.id} rests on it; remove "weighs: false" or the premise`,
        },
      ]
    if (o.weighs && !relevant.has(o.id) && !changesAdvice(model, theory, o.id))
      return [
        {
          code: 'question-idle',
          ...at,
          message: `no answer to "${o.id}" can ever change the advice; use it in a rule, say "weighs: false", or remove it`,
        },
      ]
    return []
  })
}

/** Whether an answer changes the advice for the time being, though it can settle nothing for good. */
function changesAdvice(model: Model, theory: Theory, question: string): boolean {
  const without = parseTheory({ ...theory, queryables: theory.queryables.filter(q => q !== question) })
  return adviceChanges(theory, model.outcomes, without, model.outcomes).changes.length > 0
}

/** The outcomes that some set of facts gets. */
function advised(engine: Engine, model: Model): string[] {
  return engine.counterfactuals([], { choice: model.outcomes }).map(c => c.value)
}

function neverDefended(model: Model, theory: Theory, engine: Engine): Finding[] {
  const heads = new Set(model.rules.map(r => r.then))
  const wanted = [
    ...model.conclusions.map((id, i) => ({ id, path: ['conclusions', i] })),
    ...model.outcomes.map((id, i) => ({ id, path: ['outcomes', i] })),
  ]
  const derivable = model.conclusions.filter(id => heads.has(id))
  const reach = smallest(theory, derivable)
  const reachable = new Set([...derivable.filter(id => reach.get(id) !== undefined), ...advised(engine, model)])
  return wanted
    .filter(w => !reachable.has(w.id))
    .map(w => ({
      code: 'conclusion-never',
      file: 'model.yaml',
      path: w.path,
      message: heads.has(w.id)
        ? `no set of facts makes "${w.id}" win: other rules always beat or block it; add a priority, or remove it`
        : `no rule concludes "${w.id}"; add one, or remove it`,
    }))
}

/** Pairs of rules with conclusions that attack each other both ways, in the model's order. */
function conflictingPairs(model: Model, theory: Theory): [string, string][] {
  const attackers = attackersOf(theory)
  return model.rules.flatMap((r, i) =>
    model.rules
      .slice(i + 1)
      .filter(q => (attackers.get(r.then) ?? []).includes(q.then) && (attackers.get(q.then) ?? []).includes(r.then))
      .map((q): [string, string] => [r.id, q.id]),
  )
}

/**
 * Per undecided pair a smallest set of facts on which the two rules block each other. Cheap first: facts on which both
 * premises hold; where a third rule beats one of the two on those, the exact question over all sets of facts.
 */
function collisions(model: Model, theory: Theory): { one: string; other: string; example: Known }[] {
  const decided = new Set(model.preferences.flatMap(p => [`${p.weaker}|${p.stronger}`, `${p.stronger}|${p.weaker}`]))
  const pairs = conflictingPairs(model, theory).filter(([one, other]) => !decided.has(`${one}|${other}`))
  const mark = (one: string, other: string): Literal => `@both:${one}:${other}`
  const meeting = pairs.map(([one, other]) => ({
    id: mark(one, other),
    if: [meets(one), meets(other)],
    then: mark(one, other),
  }))
  const reach = smallest(
    marked(theory, meeting),
    meeting.map(e => e.then),
  )
  const engine = compile(theory, { goals: [] })
  return pairs.flatMap(([one, other]) => {
    const first = reach.get(mark(one, other))
    if (first === undefined) return []
    const standing = new Map(engine.standing(first).rules.map(r => [r.rule, r]))
    const blocks = (r: string, by: string) =>
      standing.get(r)?.standing === 'blocked' && standing.get(r)?.beatenBy.includes(by) === true
    if (blocks(one, other) && blocks(other, one)) return [{ one, other, example: first }]
    // Two rules that attack each other are never both defended: their conjunction is blocked exactly where both are.
    const jointly = `@blocked:${one}:${other}`
    const meet = { id: mark(one, other), if: [meets(one), meets(other)], then: mark(one, other) }
    const stand = { id: jointly, if: [stands(one), stands(other)], then: jointly }
    const example = compile(marked(theory, [meet, stand], [one, other]), { goals: [] }).example([
      { goal: { status: meet.then }, values: ['defended'] },
      { goal: { status: stand.then }, values: ['blocked'] },
    ])
    return example === undefined ? [] : [{ one, other, example }]
  })
}

function openConflicts(model: Model, theory: Theory): Finding[] {
  const declared = new Map(
    model.undecided.flatMap(u => [
      [u.between.join('|'), u.declared],
      [u.between.toReversed().join('|'), u.declared],
    ]),
  )
  const occurs = new Set<string>()
  const found: Finding[] = []
  for (const { one, other, example } of collisions(model, theory)) {
    const undecided = declared.get(`${one}|${other}`)
    if (undecided !== undefined) occurs.add(undecided)
    else
      found.push({
        code: 'conflict-open',
        file: 'model.yaml',
        path: ['rules', model.rules.findIndex(r => r.id === one)],
        message: `${one} and ${other} block each other, for example on: ${say(example)}; add a priority, or declare the pair under "undecided"`,
      })
  }
  const ids = [...new Set(model.undecided.map(u => u.declared))]
  const never = ids.filter(id => !occurs.has(id))
  return [
    ...found,
    ...never.map(
      (id): Finding => ({
        code: 'undecided-never',
        file: 'model.yaml',
        path: ['undecided', ids.indexOf(id)],
        message: `"${id}" is declared undecided, but on no set of facts do two of its rules block each other; remove it`,
      }),
    ),
  ]
}

function neverPriorities(model: Model, theory: Theory): Finding[] {
  const attackers = attackersOf(theory)
  const then = new Map(model.rules.map(r => [r.id, r.then]))
  const fights = (weaker: string, stronger: string) => {
    const [w, s] = [then.get(weaker) ?? '', then.get(stronger) ?? '']
    return (attackers.get(s) ?? []).includes(w) || (attackers.get(w) ?? []).includes(s)
  }
  const marks = model.priorities.map(p => `@priority:${p.id}`)
  const extra = model.priorities.flatMap((p, i) =>
    p.stronger.flatMap(s =>
      p.weaker
        .filter(w => fights(w, s))
        .map(w => ({ id: `@priority:${p.id}:${s}:${w}`, if: [meets(s), meets(w)], then: marks[i] ?? '' })),
    ),
  )
  const used = marks.filter(m => extra.some(e => e.then === m))
  const reach = smallest(marked(theory, extra), used)
  return model.priorities.flatMap((p, i) =>
    reach.get(marks[i] ?? '') !== undefined
      ? []
      : [
          {
            code: 'priority-never' as const,
            file: 'model.yaml' as const,
            path: ['priorities', i],
            message: `"${p.id}" never decides: its stronger and its weaker rules never meet in a conflict; remove it`,
          },
        ],
  )
}

function neverExceptions(model: Model, theory: Theory): Finding[] {
  const marks = model.exceptions.map(e => `@exception:${e.id}`)
  const extra = model.exceptions.flatMap((e, i) =>
    e.by.flatMap(by =>
      e.rules.map(rule => {
        const premises = model.rules.find(r => r.id === rule)?.if ?? []
        return { id: `@exception:${e.id}:${by}:${rule}`, if: [...new Set([...premises, by])], then: marks[i] ?? '' }
      }),
    ),
  )
  const reach = smallest(parseTheory({ ...theory, rules: [...theory.rules, ...extra] }), marks)
  return model.exceptions.flatMap((e, i) =>
    reach.get(marks[i] ?? '') !== undefined
      ? []
      : [
          {
            code: 'exception-never' as const,
            file: 'model.yaml' as const,
            path: ['exceptions', i],
            message: `"${e.id}" never takes out a rule: ${e.by.join(' or ')} never holds where ${e.rules.join(' or ')} would count; remove it`,
          },
        ],
  )
}

/** Every question answered, no rule for an outcome stands, and no declared gap says that this is meant. */
function gaps(model: Model, theory: Theory): Finding[] {
  const advising = model.rules.filter(r => model.outcomes.includes(r.then))
  const covers = advising.map(r => ({ id: `@covers:${r.id}`, if: [meets(r.id)], then: '@covered' }))
  const open = model.gaps.map(g => ({ id: `@gap:${g.id}`, if: [...g.when], then: `@gap:${g.id}` }))
  const probe = marked(theory, [...covers, ...open])
  const goal = { choice: ['@covered', ...open.map(g => g.then)] }
  const engine = compile(probe, { goals: [goal], completions: 'total' })
  const left = engine
    .relevant([], goal)
    .filter(r => r.value === 'none')
    .toSorted((a, b) => a.witness.length - b.witness.length)[0]
  const found: Finding[] = []
  if (left !== undefined)
    found.push({
      code: 'advice-gap',
      file: 'model.yaml',
      path: ['outcomes'],
      message: `with every question answered there is no advice, for example where: ${say([left.answer, ...left.witness])}; add a rule, or declare it under "gaps"`,
    })
  const alone = open.map(g => ({ choice: ['@covered', g.then] }))
  const each = compile(probe, { goals: alone, completions: 'total' })
  open.forEach((g, i) => {
    const only = alone[i] ?? goal
    if (!each.relevant([], only).some(r => r.value === g.then) && each.value([], only) !== g.then)
      found.push({
        code: 'gap-never',
        file: 'model.yaml',
        path: ['gaps', i],
        message: `"${model.gaps[i]?.id ?? ''}" is declared as a gap, but rules give an advice on all of it; remove it`,
      })
  })
  return found
}

function lookUps(model: Model, engine: Engine): Finding[] {
  const goal = { choice: model.outcomes }
  const others = model.observations.filter(o => o.settledBy !== 'list').map(o => `?${o.id}`)
  if (others.length === model.observations.length) return []
  const found = engine.counterfactuals(others, goal).find(c => c.value !== 'none' && c.without.length === 0)
  if (found === undefined) return []
  const index = model.observations.findIndex(o => found.with.some(f => f.replace(/^-/, '') === o.id))
  return [
    {
      code: 'look-up-alone',
      file: 'model.yaml',
      path: ['observations', index],
      message: `the list entries ${say(found.with)} alone already give "${found.value}"; let the rule rest on what the reporter says as well`,
    },
  ]
}
