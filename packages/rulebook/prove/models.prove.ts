import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { KnownError } from '@toetsbaar/argumentation'
import { advise, diffModels, type Law, law, loadModels, type Model } from '../src/index.ts'

// What the rulebook says over every set of facts, held against random ones:
// 1. a settled advice stays whatever is added; 2. with every question answered there is an advice, a declared gap or a
// declared conflict; 3. a comparison with a mutated copy names every change that a random set of facts shows, its
// examples are true, and where it names none there is none.
const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string' } } })
let state = Number(values.seed ?? 1)
const count = Number(values.count ?? 2000)

/** A linear congruential generator (Knuth, MMIX constants cut to 32 bits): the same seed gives the same proof. */
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]

/** Random facts: each question answered with the given chance; undefined where they contradict each other. */
function someFacts(model: Model, chance: number): string[] {
  return model.observations.flatMap(o => (random() < chance ? [random() < 0.5 ? o.id : `-${o.id}`] : []))
}

function outcome(of: Law, known: readonly string[]): string | undefined {
  try {
    const value = of.engine.value(known, of.advice)
    return value === 'none' ? 'unclear' : value
  } catch (error) {
    if (error instanceof KnownError) return undefined
    throw error
  }
}

/** One change of a model: a rule, a priority or an exception less, or a premise more. */
function mutated(model: Model, number: number): { model: Model; change: string } {
  const kind = Math.floor(random() * 4)
  const digest = `${model.digest}-${number}`
  const without = (id: string) => ({
    ...model,
    digest,
    rules: model.rules.filter(r => r.id !== id),
    preferences: model.preferences.filter(p => p.weaker !== id && p.stronger !== id),
    undercuts: model.undercuts.filter(u => u.rule !== id),
    undecided: model.undecided.filter(u => !u.between.includes(id)),
  })
  const rule = pick(model.rules)
  if (rule === undefined) throw new Error('a model without rules')
  const lonely = model.rules.filter(r => r.then === rule.then).length < 2
  if (kind === 0 && !lonely) return { model: without(rule.id), change: `${model.subject} without ${rule.id}` }
  const priority = pick(model.priorities)
  if (kind === 1 && priority !== undefined) {
    const preferences = model.preferences.filter(p => p.priority !== priority.id)
    return { model: { ...model, digest, preferences }, change: `${model.subject} without priority ${priority.id}` }
  }
  const exception = pick(model.exceptions)
  if (kind === 2 && exception !== undefined) {
    const undercuts = model.undercuts.filter(u => u.exception !== exception.id)
    return { model: { ...model, digest, undercuts }, change: `${model.subject} without exception ${exception.id}` }
  }
  const premise = pick(model.observations)?.id ?? ''
  const rules = model.rules.map(r => (r.id === rule.id ? { ...r, if: [...new Set([...r.if, premise])] } : r))
  return { model: { ...model, digest, rules }, change: `${model.subject} with ${premise} in ${rule.id}` }
}

const faults: string[] = []
const models = loadModels(join(import.meta.dirname, '../../../models'))
let settled = 0
let complete = 0
for (const model of models) {
  const of = law(model)
  for (let i = 0; i < count / 10; i++) {
    const known = someFacts(model, 0.1 + 0.4 * random())
    if (outcome(of, known) === undefined) continue
    const advice = advise(of, known)
    if (!advice.stable) continue
    settled++
    const named = new Set(known.map(f => f.replace(/^-/, '')))
    const safety = new Set(model.observations.filter(o => o.safety).map(o => o.id))
    for (let j = 0; j < 10; j++) {
      const more = someFacts(model, 0.5).filter(
        f => !named.has(f.replace(/^-/, '')) && !safety.has(f.replace(/^-/, '')),
      )
      const later = outcome(of, [...known, ...more])
      if (later !== undefined && later !== advice.outcome)
        faults.push(`${model.subject}: ${known} is settled, ${more} changes it`)
    }
  }
  for (let i = 0; i < count; i++) {
    const known = someFacts(model, 1)
    const found = outcome(of, known)
    if (found !== 'unclear') {
      if (found !== undefined) complete++
      continue
    }
    complete++
    const declared = model.gaps.some(g => g.when.every(f => known.includes(f)))
    const blocked = new Set(
      of.engine
        .standing(known)
        .rules.filter(r => r.standing === 'blocked')
        .map(r => r.rule),
    )
    if (!declared && !model.undecided.some(u => u.between.every(r => blocked.has(r))))
      faults.push(`${model.subject}: every question answered and no advice on ${known}`)
  }
}

const trade = models.filter(m => m.subject !== 'triage')
let compared = 0
let changes = 0
const mutants = Math.max(5, Math.round(count / 100))
for (let i = 0; i < mutants; i++) {
  const model = pick(trade)
  if (model === undefined) break
  const { model: other, change } = mutated(model, i)
  const difference = diffModels(model, other)
  const named = new Set(difference.changes.map(c => `${c.from} > ${c.to}`))
  changes += difference.changes.length
  for (const c of difference.changes)
    if (outcome(law(model), c.example) !== c.from || outcome(law(other), c.example) !== c.to)
      faults.push(`${change}: ${c.example} does not go from ${c.from} to ${c.to}`)
  for (let j = 0; j < count / 4; j++) {
    const near = pick(difference.changes)?.example ?? []
    const ids = new Set(near.map(f => f.replace(/^-/, '')))
    const known =
      random() < 0.5
        ? someFacts(model, 0.3)
        : [...near, ...someFacts(model, 0.1).filter(f => !ids.has(f.replace(/^-/, '')))]
    const [from, to] = [outcome(law(model), known), outcome(law(other), known)]
    if (from === undefined || to === undefined) continue
    compared++
    if (from !== to && !named.has(`${from} > ${to}`))
      faults.push(`${change}: ${known} goes from ${from} to ${to}, unnamed`)
  }
}

console.log(
  `${models.length} models; ${settled} settled advices held; ${complete} complete sets of answers covered; ${mutants} mutated models, ${changes} kinds of change, ${compared} random sets compared; ${faults.length} faults`,
)
for (const fault of faults.slice(0, 20)) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
