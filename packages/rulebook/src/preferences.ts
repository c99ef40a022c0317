import type { Faults } from './fault.ts'
import type { ModelFile } from './schema.ts'
import type { SourceFile } from './source-file.ts'

export type Pair = { readonly weaker: string; readonly stronger: string; readonly priority: string }

/**
 * Expands priorities to pairs of rules, without transitive closure. A pair both ways and a circle are faults that name
 * the rules; a pair that stands twice is one.
 */
export function expandPriorities(
  file: ModelFile,
  source: SourceFile,
  rulesOf: (names: readonly string[]) => string[],
  faults: Faults,
): Pair[] {
  const pairs = new Map<string, Pair>()
  file.priorities?.forEach((p, i) => {
    for (const stronger of rulesOf(p.stronger))
      for (const weaker of rulesOf(p.weaker)) {
        const same = stronger === weaker
        const back = pairs.get(`${stronger}<${weaker}`)
        if (same)
          faults.add(
            source.fault(['priorities', i], `${stronger} cannot be stronger than itself; take it from one side`),
          )
        else if (back !== undefined)
          faults.add(
            source.fault(
              ['priorities', i],
              `${stronger} > ${weaker}, but "${back.priority}" says ${weaker} > ${stronger}; remove one of the two`,
            ),
          )
        else
          pairs.set(`${weaker}<${stronger}`, pairs.get(`${weaker}<${stronger}`) ?? { weaker, stronger, priority: p.id })
      }
  })
  const found = [...pairs.values()]
  const circle = circleIn(found)
  if (circle !== undefined) {
    const last = found.find(p => p.weaker === circle[0] && p.stronger === circle[1])
    const index = file.priorities?.findIndex(p => p.id === last?.priority) ?? 0
    faults.add(
      source.fault(
        ['priorities', index],
        `${circle.join(' < ')} goes round in a circle; remove one of these priorities`,
      ),
    )
  }
  return found
}

function circleIn(pairs: readonly Pair[]): string[] | undefined {
  const above = new Map<string, string[]>()
  for (const p of pairs) above.set(p.weaker, [...(above.get(p.weaker) ?? []), p.stronger])
  const done = new Set<string>()
  const walk = (rule: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(rule)) return [...path.slice(path.indexOf(rule)), rule]
    if (done.has(rule)) return undefined
    for (const next of above.get(rule) ?? []) {
      const circle = walk(next, [...path, rule])
      if (circle !== undefined) return circle
    }
    done.add(rule)
    return undefined
  }
  for (const rule of above.keys()) {
    const circle = walk(rule, [])
    if (circle !== undefined) return circle
  }
  return undefined
}
