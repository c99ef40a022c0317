import type { Faults } from './fault.ts'
import type { ModelFile } from './schema.ts'
import type { SourceFile } from './source-file.ts'

/** Turns names of rules and groups into rules, groups of groups included; a group inside itself is a fault. */
export function ruleNames(file: ModelFile, source: SourceFile, faults: Faults): (names: readonly string[]) => string[] {
  const rules = new Set(file.rules.map(r => r.id))
  const groups = new Map(Object.entries(file.groups ?? {}))
  const open = (name: string, inside: readonly string[]): string[] => {
    if (rules.has(name)) return [name]
    if (inside.includes(name)) {
      const circle = [...inside.slice(inside.indexOf(name)), name].join(' > ')
      faults.add(
        source.fault(['groups', name], `the group "${name}" holds itself (${circle}); remove it from one of these`),
      )
      return []
    }
    return (groups.get(name) ?? []).flatMap(member => open(member, [...inside, name]))
  }
  return names => [...new Set(names.flatMap(name => open(name, [])))]
}
