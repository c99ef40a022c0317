import type { Known } from '@toetsbaar/argumentation'
import { closeSafety } from '../advise.ts'
import type { Law } from '../law.ts'
import type { Lang } from '../model.ts'
import { saying } from '../saying.ts'
import { type ArgumentGraph, argumentGraph, type GraphNode } from './graph.ts'
import { layOut, type Placed } from './layout.ts'

/** What a node looks like: told by a sign and the line, and by colour only on top of that. */
type Look = 'holds' | 'beaten' | 'open' | 'fact'
const LOOKS: Readonly<Record<Look, { sign: string; fill: string; line: string; stroke: string }>> = {
  fact: { sign: '●', fill: '#ffffff', line: '#1a1a1a', stroke: '' },
  holds: { sign: '✓', fill: '#e3f1e3', line: '#1d5c1d', stroke: '' },
  beaten: { sign: '✗', fill: '#f7e7e7', line: '#8a1f1f', stroke: '6 3' },
  open: { sign: '?', fill: '#fff6d6', line: '#6b5200', stroke: '2 3' },
}

const WORDS = {
  nl: {
    title: 'Hoe dit advies tot stand komt',
    fact: 'verteld of opgezocht',
    holds: 'telt',
    beaten: 'verliest van een andere regel',
    open: 'staat tegen een andere regel, niet beslist',
    advice: 'Advies',
    unclear: 'nog niet te zeggen',
    told: 'Verteld',
    rule: 'Regel',
    by: 'door',
    nothing: 'Met wat bekend is, geldt nog geen enkele regel.',
    lines: 'Doorgetrokken pijl: draagt bij. Gestreepte pijl met kruis: gaat in tegen.',
  },
  en: {
    title: 'How this advice comes about',
    fact: 'told or looked up',
    holds: 'counts',
    beaten: 'loses against another rule',
    open: 'stands against another rule, not decided',
    advice: 'Advice',
    unclear: 'cannot be said yet',
    told: 'Told',
    rule: 'Rule',
    by: 'by',
    nothing: 'With what is known, no rule counts yet.',
    lines: 'Solid arrow: supports. Dashed arrow with a cross: goes against.',
  },
}

/**
 * The argument graph for a set of facts as a standalone SVG, at most 1280 pixels wide, with a title and a description
 * that say the same in words. Throws `KnownError` on facts that contradict each other.
 */
export function drawModel(law: Law, known: Known, lang: Lang = 'nl'): string {
  const graph = argumentGraph(law, known)
  const words = WORDS[lang]
  const { placed, width, height } = layOut(graph, 70)
  const at = new Map(placed.map(p => [p.node.id, p]))
  const edges = graph.edges.map(e => {
    const [from, to] = [at.get(e.from), at.get(e.to)]
    return from === undefined || to === undefined ? '' : e.kind === 'supports' ? support(from, to) : attack(from, to)
  })
  const id = `graph-${law.model.digest.slice(0, 8)}`
  const legend = (['fact', 'holds', 'beaten', 'open'] as const).map((look, i) =>
    legendEntry(look, words[look], 20 + i * 290),
  )
  const empty = graph.nodes.length === 0 ? `<text x="20" y="100" font-size="14">${words.nothing}</text>` : ''
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${Math.max(width, 1200)} ${height + 10}" width="${Math.max(width, 1200)}" height="${height + 10}" font-family="system-ui, sans-serif">`,
    `<title id="${id}-title">${escaped(words.title)}</title>`,
    `<desc id="${id}-desc">${escaped(describe(law, known, graph, lang))}</desc>`,
    `<defs><marker id="${id}-to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#444"/></marker>`,
    `<marker id="${id}-x" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M1 1 9 9M9 1 1 9" stroke="#8a1f1f" stroke-width="2"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...legend,
    `<text x="20" y="52" font-size="12" fill="#333">${escaped(words.lines)}</text>`,
    empty,
    ...edges.map(e => e.replaceAll('#to)', `#${id}-to)`).replaceAll('#x)', `#${id}-x)`)),
    ...placed.map(p => box(p, law, lang)),
    '</svg>',
  ].join('\n')
}

function lookOf(node: GraphNode): Look {
  if (node.kind === 'rule')
    return node.standing === 'applies' ? 'holds' : node.standing === 'defeated' ? 'beaten' : 'open'
  if (node.observed) return 'fact'
  return node.status === 'defended' ? 'holds' : node.status === 'blocked' ? 'open' : 'beaten'
}

function box(p: Placed, law: Law, lang: Lang): string {
  const { node } = p
  const look = LOOKS[lookOf(node)]
  const dash = look.stroke === '' ? '' : ` stroke-dasharray="${look.stroke}"`
  const frame = `<rect x="${p.x}" y="${p.y}" width="${p.width}" height="${p.height}" rx="${node.kind === 'rule' ? 15 : 4}" fill="${look.fill}" stroke="${look.line}" stroke-width="1.6"${dash}/>`
  if (node.kind === 'rule')
    return `<g>${frame}<text x="${p.x + p.width / 2}" y="${p.y + 19.5}" font-size="12" text-anchor="middle" fill="#1a1a1a">${look.sign} ${escaped(node.rule)}</text></g>`
  const lines = wrap(`${look.sign} ${saying(law.model, lang, node.literal)}`, Math.floor((p.width - 12) / 6.7), 3)
  const first = p.y + p.height / 2 - (lines.length - 1) * 7 + 4
  const text = lines.map((l, i) => `<tspan x="${p.x + 7}" y="${first + i * 14}">${escaped(l)}</tspan>`).join('')
  return `<g>${frame}<text font-size="11.5" fill="#1a1a1a">${text}</text></g>`
}

function support(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2]
  const bend = (x2 - x1) / 2
  return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#444" stroke-width="1.2" marker-end="url(#to)"/>`
}

/** An attack leaves and enters at the top or bottom, so that it is not taken for support. */
function attack(from: Placed, to: Placed): string {
  const down = from.y < to.y
  const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2]
  const [y1, y2] = down ? [from.y + from.height, to.y] : [from.y, to.y + to.height]
  const sway = x1 === x2 ? 24 : 0
  return `<path d="M${x1} ${y1}C${x1 + sway} ${(y1 + y2) / 2} ${x2 + sway} ${(y1 + y2) / 2} ${x2} ${y2}" fill="none" stroke="#8a1f1f" stroke-width="1.4" stroke-dasharray="5 4" marker-end="url(#x)"/>`
}

function legendEntry(look: Look, text: string, x: number): string {
  const { sign, fill, line, stroke } = LOOKS[look]
  const dash = stroke === '' ? '' : ` stroke-dasharray="${stroke}"`
  return `<g><rect x="${x}" y="14" width="22" height="20" rx="4" fill="${fill}" stroke="${line}" stroke-width="1.6"${dash}/><text x="${x + 11}" y="28" font-size="12" text-anchor="middle">${sign}</text><text x="${x + 30}" y="28" font-size="12">${escaped(text)}</text></g>`
}

/** The graph in sentences, for who does not see it. */
function describe(law: Law, known: Known, graph: ArgumentGraph, lang: Lang): string {
  const words = WORDS[lang]
  const value = law.engine.value(closeSafety(law, known), law.advice)
  const title = value === 'none' ? words.unclear : saying(law.model, lang, value)
  const told = known.filter(f => !f.startsWith('?')).map(f => saying(law.model, lang, f))
  const rules = graph.nodes.flatMap(n => {
    if (n.kind !== 'rule') return []
    const reason = law.model.texts[lang][`rule.${n.rule}.reason`] ?? ''
    const standing = words[lookOf(n)]
    const by = n.beatenBy.length === 0 ? '' : ` (${words.by} ${n.beatenBy.join(', ')})`
    return [`${words.rule} ${n.rule} ${standing}${by}: ${reason}`]
  })
  return [`${words.advice}: ${title}.`, told.length === 0 ? '' : `${words.told}: ${told.join(' ')}`, ...rules]
    .filter(line => line !== '')
    .join(' ')
}

function wrap(text: string, columns: number, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`]
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)
}
