/** A case or a shared value in the picture. `steps`: how far from the case of the page. */
export type NetworkNode = {
  readonly id: string
  readonly label: string
  readonly sort: 'case' | 'value'
  readonly steps: number
}

/** The picture of a network: who is joined to whom. */
export type NetworkView = {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

export type Placed = NetworkNode & { readonly x: number; readonly y: number }

const ring = 130

/**
 * A place for each node in a square around 0: rings by distance from the first, cases on whole rings and values between
 * them, each near what it hangs on. The same network gives the same picture.
 */
export function placeNodes({ nodes, edges }: NetworkView): readonly Placed[] {
  const beside = new Map<string, string[]>()
  for (const { from, to } of edges) {
    beside.set(from, [...(beside.get(from) ?? []), to])
    beside.set(to, [...(beside.get(to) ?? []), from])
  }
  const angle = new Map<string, number>()
  const far = (node: NetworkNode) => (node.sort === 'case' ? node.steps : Math.max(0.5, node.steps - 0.5))
  const rings = [...Map.groupBy(nodes, far)].sort(([one], [other]) => one - other)
  const placed: Placed[] = []
  for (const [distance, members] of rings) {
    const wish = (node: NetworkNode): number => {
      const known = (beside.get(node.id) ?? []).flatMap(id => angle.get(id) ?? [])
      return known.length === 0 ? 0 : known.reduce((sum, each) => sum + each, 0) / known.length
    }
    const ordered = members.toSorted((one, other) => wish(one) - wish(other) || (one.id < other.id ? -1 : 1))
    for (const [at, node] of ordered.entries()) {
      // Each ring starts elsewhere, so that a few nodes do not stand in one line.
      const turn = distance * 1.3 + (at / ordered.length) * 2 * Math.PI
      angle.set(node.id, turn)
      const length = distance * ring
      placed.push({ ...node, x: Math.round(Math.cos(turn) * length), y: Math.round(Math.sin(turn) * length) })
    }
  }
  return placed
}
