import type { ArgumentGraph, GraphNode } from './graph.ts'

export type Placed = {
  readonly node: GraphNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Layout = { readonly placed: readonly Placed[]; readonly width: number; readonly height: number }

const WIDTH = 1240
const ROW_GAP = 12
const MOST_AIR = 48
const RULE = { width: 58, height: 30 }
const LITERAL_HEIGHT = 52

/**
 * Columns from facts on the left to advice on the right (after Sugiyama, Tagawa, Toda 1981): every node right of what it
 * rests on, each column ordered by the mean place of its neighbours. Fits 1280 pixels whatever the depth.
 */
export function layOut(graph: ArgumentGraph, top: number): Layout {
  const columns = columnsOf(graph)
  sortColumns(columns, graph)
  const ruleColumns = columns.filter(c => c.every(n => n.kind === 'rule')).length
  const literalColumns = columns.length - ruleColumns
  const gap = columns.length > 1 ? 26 : 0
  const spare = WIDTH - gap * (columns.length - 1) - ruleColumns * RULE.width
  const literalWidth = Math.min(210, Math.floor(spare / Math.max(1, literalColumns)))
  const heightOf = (n: GraphNode) => (n.kind === 'rule' ? RULE.height : LITERAL_HEIGHT)
  const heights = columns.map(c => c.reduce((sum, n) => sum + heightOf(n) + ROW_GAP, -ROW_GAP))
  const height = Math.max(0, ...heights)
  let x = 20
  const placed = columns.flatMap((column, i) => {
    const width = column.every(n => n.kind === 'rule') ? RULE.width : literalWidth
    const own = heights[i] ?? 0
    const air = column.length > 1 ? Math.min(MOST_AIR, (height - own) / (column.length - 1)) : 0
    let y = top + (height - own - air * (column.length - 1)) / 2
    const here = column.map(node => {
      const box = { node, x, y, width, height: heightOf(node) }
      y += heightOf(node) + ROW_GAP + air
      return box
    })
    x += width + gap
    return here
  })
  return { placed, width: Math.max(640, x - gap + 20), height: top + height + 20 }
}

function columnsOf(graph: ArgumentGraph): GraphNode[][] {
  const below = new Map<string, string[]>()
  for (const e of graph.edges) if (e.kind === 'supports') below.set(e.to, [...(below.get(e.to) ?? []), e.from])
  const depth = new Map<string, number>()
  const measure = (id: string, path: readonly string[]): number => {
    const before = depth.get(id)
    if (before !== undefined) return before
    const from = (below.get(id) ?? []).filter(other => !path.includes(other))
    const found = from.length === 0 ? 0 : 1 + Math.max(...from.map(other => measure(other, [...path, id])))
    depth.set(id, found)
    return found
  }
  const columns: GraphNode[][] = []
  for (const node of graph.nodes) {
    const at = measure(node.id, [])
    while (columns.length <= at) columns.push([])
    columns[at]?.push(node)
  }
  const last = columns.at(-1)
  for (const column of columns.slice(0, -1))
    for (const node of column.filter(n => n.kind === 'literal' && n.outcome)) {
      column.splice(column.indexOf(node), 1)
      last?.push(node)
    }
  return columns.filter(c => c.length > 0)
}

function sortColumns(columns: GraphNode[][], graph: ArgumentGraph): void {
  const neighbours = new Map<string, string[]>()
  const add = (one: string, other: string) => neighbours.set(one, [...(neighbours.get(one) ?? []), other])
  for (const e of graph.edges)
    if (e.kind === 'supports') {
      add(e.from, e.to)
      add(e.to, e.from)
    }
  for (let sweep = 0; sweep < 6; sweep++) {
    const place = new Map(columns.flatMap(c => c.map((n, i) => [n.id, (i + 0.5) / c.length] as const)))
    const mean = (n: GraphNode) => {
      const found = (neighbours.get(n.id) ?? []).map(id => place.get(id) ?? 0.5)
      return found.length === 0 ? (place.get(n.id) ?? 0.5) : found.reduce((a, b) => a + b, 0) / found.length
    }
    const order = sweep % 2 === 0 ? columns : columns.toReversed()
    for (const column of order) {
      column.sort((a, b) => mean(a) - mean(b))
      column.forEach((n, i) => {
        place.set(n.id, (i + 0.5) / column.length)
      })
    }
  }
}
