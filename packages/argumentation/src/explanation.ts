import { at } from './element.ts'
import type { RuleStanding } from './engine.ts'
import { type Answers, attackersAt, type Labelling, statusOf } from './labelling.ts'
import type { Program } from './program.ts'
import type { Literal, Status } from './theory.ts'

/** Every literal and rule as it stands under a labelling, in the theory's own names. */
export function standingOf(
  program: Program,
  answers: Answers,
  labelling: Labelling,
): { literals: Record<Literal, Status>; rules: RuleStanding[] } {
  const literals = Object.fromEntries(program.names.map((name, l) => [name, statusOf(labelling, l)]))
  const rules = program.theory.rules.map(({ id }, r): RuleStanding => {
    if (labelling.ruleHas[r] !== 1) return { rule: id, standing: 'idle', beatenBy: [] }
    if (labelling.ruleHeld[r] === 1) return { rule: id, standing: 'applies', beatenBy: [] }
    const beaten = labelling.ruleOpen[r] !== 1
    const beatenBy = beaters(program, answers, labelling, r, beaten ? labelling.ruleHeld : labelling.ruleOpen)
    return { rule: id, standing: beaten ? 'defeated' : 'blocked', beatenBy }
  })
  return { literals, rules }
}

/**
 * An argument for a literal that is defended, as its rules with their premises, leaves first: every premise is an
 * observation or the conclusion of an earlier rule. Empty for an observation and for a literal that is not defended.
 */
export function explain(
  program: Program,
  labelling: Labelling,
  literal: number,
): { rule: string; premises: Literal[] }[] {
  const told = new Set<number>()
  const argument: { rule: string; premises: Literal[] }[] = []
  const tell = (l: number) => {
    const r = at(labelling.carrier, l)
    if (r < 0 || told.has(r)) return
    told.add(r)
    const body = at(program.bodies, r)
    body.forEach(tell)
    argument.push({
      rule: at(program.theory.rules, r).id,
      premises: Array.from(body, p => at(program.names, p)),
    })
  }
  tell(literal)
  return argument
}

/** What beats a rule: its own attackers, or where it has none those of the rules below it. */
function beaters(program: Program, answers: Answers, labelling: Labelling, rule: number, by: Uint8Array): string[] {
  const names = new Set<string>()
  const seen = new Set<number>()
  const look = (r: number) => {
    if (seen.has(r)) return
    seen.add(r)
    const found = attackersAt(program, answers, r, by)
    for (const s of found.rules) names.add(at(program.theory.rules, s).id)
    for (const o of found.observations) names.add(at(program.names, o))
    if (found.rules.length + found.observations.length > 0) return
    for (const p of at(program.bodies, r))
      if (labelling.held[p] !== 1) for (const s of at(program.rulesFor, p)) if (labelling.ruleHas[s] === 1) look(s)
  }
  look(rule)
  return [...names]
}
