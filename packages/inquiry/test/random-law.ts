import { compile } from '@toetsbaar/argumentation'
import { type Law, type Model, theoryOf } from '@toetsbaar/rulebook'
import { blank } from './parcel.ts'

/** A law of a random model: 5 to 9 observations, rules in two layers, exclusions, preferences. Same seed, same law. */
export function randomLaw(seed: number): Law {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const one = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0]
  const ids = Array.from({ length: 5 + below(5) }, (_, index) => `q${index}`)
  const some = (list: readonly string[]) =>
    [...new Set(Array.from({ length: 1 + below(3) }, () => list[below(list.length)] ?? 'q0'))].map(id =>
      below(2) === 0 ? id : `-${id}`,
    )
  const conclusions = ['c0', 'c1']
  const outcomes = ['o0', 'o1', 'o2']
  const firsts = ['c0', 'c1', one(['c0', '-c0', '-c1']), 'o0', 'o1', 'o2']
  const legal = ids.slice(0, -2)
  const rules = Array.from({ length: 6 + below(6) }, (_, index) => ({
    id: `r${index}`,
    if: index < 3 ? some(legal) : some([...legal, ...conclusions, ids.at(-1) ?? 'q0']),
    then: firsts[index] ?? one(['o0', 'o1', 'o2']),
    source: 's',
    also: [],
    sure: 'high' as const,
    expert: below(4) === 0,
  }))
  const observations = ids.map((id, index): Model['observations'][number] => {
    const list = index === ids.length - 1 && below(2) === 0
    const unknown = one([0, 0.2])
    return {
      id,
      settledBy: list ? 'list' : 'reporter',
      ...(list ? { list: 'l' } : {}),
      safety: index === ids.length - 2 && below(2) === 0,
      weighs: true,
      askedOnly: false,
      cost: list ? 0 : one([1, 1, 2]),
      odds: { yes: (1 - unknown) / 2, no: (1 - unknown) / 2, unknown },
    }
  })
  const model: Model = {
    ...blank,
    subject: 'random',
    digest: `${seed}`.padStart(64, '0'),
    observations,
    exclusive: below(2) === 0 ? [['q0', 'q1']] : [],
    impossible: below(2) === 0 ? [['-q2', 'q3']] : [],
    conclusions,
    outcomes,
    rules,
    preferences: rules
      .slice(4, 6)
      .map((rule, index) => ({ weaker: rule.id, stronger: rules[index + 3]?.id ?? 'r0', because: '', priority: 'p' }))
      .filter(pair => pair.weaker !== pair.stronger && below(2) === 0),
    slots: [{ id: 's0', kind: 'text', required: false, from: [], after: ['o0'], repeat: false }],
  }
  const theory = theoryOf(model)
  const advice = { choice: model.outcomes }
  return { model, theory, engine: compile(theory, { goals: [advice] }), advice }
}
