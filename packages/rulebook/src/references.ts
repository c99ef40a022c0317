import type { Faults } from './fault.ts'
import type { ModelFile } from './schema.ts'
import type { Path, SourceFile } from './source-file.ts'

const atomOf = (literal: string) => literal.replace(/^-/, '')

/** Everything that `model.yaml` names, found or reported: double ids, and names of things that are not there. */
export function checkReferences(file: ModelFile, source: SourceFile, faults: Faults): void {
  const observations = file.observations.map(o => (typeof o === 'string' ? o : o.id))
  const lists = (file.lists ?? []).map(l => l.id)
  const rules = file.rules.map(r => r.id)
  const sources = file.sources.map(s => s.id)
  const groups = Object.keys(file.groups ?? {})
  const atoms = new Set([...observations, ...file.conclusions, ...file.outcomes])
  const say = (path: Path, message: string) => faults.add(source.fault(path, message))

  const once = (what: string, at: string, ids: readonly string[], before: ReadonlySet<string> = new Set()) => {
    const seen = new Set(before)
    ids.forEach((id, i) => {
      if (seen.has(id)) say([at, i], `the ${what} "${id}" stands there twice; give one of the two another id`)
      seen.add(id)
    })
  }
  once('observation', 'observations', observations)
  once('conclusion', 'conclusions', file.conclusions, new Set(observations))
  once('outcome', 'outcomes', file.outcomes, new Set([...observations, ...file.conclusions]))
  once('rule', 'rules', rules)
  once('source', 'sources', sources)
  once('list', 'lists', lists)
  once(
    'slot',
    'slots',
    (file.slots ?? []).map(s => s.id),
  )
  once(
    'exception',
    'exceptions',
    (file.exceptions ?? []).map(e => e.id),
  )
  once(
    'priority',
    'priorities',
    (file.priorities ?? []).map(p => p.id),
  )
  once(
    'undecided pair',
    'undecided',
    (file.undecided ?? []).map(u => u.id),
  )
  once(
    'gap',
    'gaps',
    (file.gaps ?? []).map(g => g.id),
  )

  const known = (literals: readonly string[], path: Path) =>
    literals.forEach((literal, i) => {
      if (!atoms.has(atomOf(literal)))
        say(
          [...path, i],
          `"${atomOf(literal)}" is no observation, conclusion or outcome; ${nearest(atomOf(literal), atoms)}`,
        )
    })
  const observed = (literals: readonly string[], path: Path) =>
    literals.forEach((literal, i) => {
      if (!observations.includes(atomOf(literal)))
        say([...path, i], `"${atomOf(literal)}" is no observation; ${nearest(atomOf(literal), new Set(observations))}`)
    })
  const ruleNames = (names: readonly string[], path: Path) =>
    names.forEach((name, i) => {
      if (!rules.includes(name) && !groups.includes(name))
        say([...path, i], `"${name}" is no rule and no group; ${nearest(name, new Set([...rules, ...groups]))}`)
    })
  const sourceName = (name: string, path: Path) => {
    if (!sources.includes(name)) say(path, `there is no source "${name}"; ${nearest(name, new Set(sources))}`)
  }

  file.observations.forEach((o, i) => {
    if (typeof o === 'string') return
    if (o.list !== undefined && !lists.includes(o.list))
      say(['observations', i, 'list'], `there is no list "${o.list}"; ${nearest(o.list, new Set(lists))}`)
    if (o.odds !== undefined && Math.abs(o.odds.yes + o.odds.no + o.odds.unknown - 1) > 1e-9)
      say(['observations', i, 'odds'], 'the odds of yes, no and unknown must add up to 1; correct them')
  })
  file.exclusive?.forEach((group, i) => {
    observed(group, ['exclusive', i])
  })
  file.impossible?.forEach((pair, i) => {
    observed(pair, ['impossible', i])
  })
  file.rules.forEach((rule, i) => {
    known(rule.if, ['rules', i, 'if'])
    if (!atoms.has(atomOf(rule.then)))
      say(
        ['rules', i, 'then'],
        `"${atomOf(rule.then)}" is no conclusion or outcome; ${nearest(atomOf(rule.then), atoms)}`,
      )
    sourceName(rule.source, ['rules', i, 'source'])
    rule.also?.forEach((name, j) => {
      sourceName(name, ['rules', i, 'also', j])
    })
  })
  file.contraries?.forEach((c, i) => {
    known('between' in c ? c.between : [c.attacker, c.target], ['contraries', i])
  })
  file.exceptions?.forEach((e, i) => {
    known(e.by, ['exceptions', i, 'by'])
    ruleNames(e.rules, ['exceptions', i, 'rules'])
  })
  for (const [name, members] of Object.entries(file.groups ?? {})) {
    if (rules.includes(name)) say(['groups', name], `"${name}" is already a rule; give the group another name`)
    ruleNames(members, ['groups', name])
  }
  file.priorities?.forEach((p, i) => {
    ruleNames(p.stronger, ['priorities', i, 'stronger'])
    ruleNames(p.weaker, ['priorities', i, 'weaker'])
  })
  file.undecided?.forEach((u, i) => {
    ruleNames(u.one, ['undecided', i, 'one'])
    ruleNames(u.other, ['undecided', i, 'other'])
  })
  file.gaps?.forEach((g, i) => {
    observed(g.when, ['gaps', i, 'when'])
  })
  file.slots?.forEach((slot, i) => {
    slot.after.forEach((outcome, j) => {
      if (!file.outcomes.includes(outcome) && outcome !== 'unclear')
        say(['slots', i, 'after', j], `"${outcome}" is no outcome; ${nearest(outcome, new Set(file.outcomes))}`)
    })
  })
}

/** "did you mean", or the names to choose from. */
export function nearest(name: string, names: ReadonlySet<string>): string {
  const [best] = [...names]
    .map(n => ({ n, d: distance(name, n) }))
    .filter(({ n, d }) => d <= Math.max(2, n.length / 3))
    .sort((a, b) => a.d - b.d)
  if (best !== undefined) return `did you mean "${best.n}"?`
  const some = [...names].slice(0, 8).join(', ')
  return names.size === 0 ? 'none is defined' : `choose from ${some}${names.size > 8 ? ' and others' : ''}`
}

/** Edit distance (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[b.length] ?? 0
}
