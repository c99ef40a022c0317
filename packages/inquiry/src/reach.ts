import type { Known } from '@toetsbaar/argumentation'
import type { Law } from '@toetsbaar/rulebook'
import { atomOf, negationOf } from './literal.ts'

/**
 * The open questions that rules which may still apply lead from to an outcome. An upper bound on what can ever be asked
 * from here: an answer, "don't know" included, can only take rules away. (What is *relevant* is no such bound: "don't
 * know" to one question can make another one relevant.)
 */
export function reachOf(law: Law, known: Known): readonly string[] {
  const { model, theory } = law
  const said = new Set(known)
  const open = model.observations
    .map(each => each.id)
    .filter(id => !said.has(id) && !said.has(`-${id}`) && !said.has(`?${id}`))
  const rules = applicable(law, new Set([...known, ...open, ...open.map(negationOf)]), said)
  const atoms = new Set(model.outcomes)
  const pairs = theory.contraries.map(each =>
    ('between' in each ? each.between : [each.attacker, each.target]).map(atomOf),
  )
  for (let before = -1; before < atoms.size; ) {
    before = atoms.size
    for (const rule of rules) {
      if (!atoms.has(atomOf(rule.then))) continue
      for (const premise of rule.if) atoms.add(atomOf(premise))
      for (const undercut of theory.undercuts) if (undercut.rule === rule.id) atoms.add(atomOf(undercut.by))
    }
    for (const pair of pairs) if (pair.some(atom => atoms.has(atom))) for (const atom of pair) atoms.add(atom)
  }
  return open.filter(id => atoms.has(id))
}

/** Rules of which every premise is known, open, or the conclusion of such a rule and not known to be otherwise. */
function applicable(law: Law, possible: Set<string>, said: ReadonlySet<string>): Law['theory']['rules'] {
  let rules: Law['theory']['rules'] = []
  for (let before = -1; before < rules.length; ) {
    before = rules.length
    rules = law.theory.rules.filter(rule => rule.if.every(premise => possible.has(premise)))
    for (const { then } of rules) if (!said.has(negationOf(then))) possible.add(then)
  }
  return rules
}
