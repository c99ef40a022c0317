import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawModel, law, loadModel, modelPage } from '../src/index.ts'

const trade = law(loadModel(join(import.meta.dirname, '../../../models/internet-trade-fraud/2019-03-01')))
const bankrupt = trade.model.cases.find(c => c.id === 'note-4')?.known ?? []

describe('the drawing of note-4', () => {
  const svg = drawModel(trade, bankrupt, 'en')

  test('fits 1280 pixels', () => {
    expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(1280)
    const right = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g)].map(m => Number(m[1]) + Number(m[2]))
    expect(Math.max(...right)).toBeLessThanOrEqual(1280)
  })

  test('says in words what it shows', () => {
    const description = /<desc[^>]*>([^<]*)</.exec(svg)?.[1] ?? ''
    expect(description).toContain('Advice: Settle it with the other party, with help if you need it.')
    expect(description).toContain('The other party is bankrupt or may pay later.')
    expect(description).toContain('Rule C5 counts: The other party is bankrupt.')
    expect(description).toMatch(/Rule F3 loses against another rule \(by [^)]*C5/)
  })

  test('tells a status by a sign and a line as well as by colour', () => {
    expect(svg).toMatch(/stroke-dasharray="6 3"\/><text[^>]*>✗ F3</)
    expect(svg).toMatch(/stroke-width="1.6"\/><text[^>]*>✓ C5</)
  })

  test('lets no boxes overlap', () => {
    const boxes = [...svg.matchAll(/<g><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(m =>
      m.slice(1).map(Number),
    )
    expect(boxes.length).toBeGreaterThan(15)
    boxes.forEach(([x = 0, y = 0, w = 0, h = 0], i) => {
      for (const [x2 = 0, y2 = 0, w2 = 0, h2 = 0] of boxes.slice(i + 1))
        expect(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y).toBe(true)
    })
  })
})

test('every stored case can be drawn within 1280 pixels in both languages', () => {
  for (const c of trade.model.cases)
    for (const lang of ['nl', 'en'] as const)
      expect(Number(/ width="(\d+)"/.exec(drawModel(trade, c.known, lang))?.[1])).toBeLessThanOrEqual(1280)
})

test('from the page of a model one comes from an advice back to its articles', () => {
  const page = modelPage(trade, 'en')
  const report = page.outcomes.find(o => o.id === 'report')
  expect(report?.rules).toContain('F1')
  const rule = page.rules.find(r => r.id === 'F1')
  expect(rule?.if.map(s => s.text)).toEqual(['You bought something.', 'You paid.', 'There is a sign of deceit.'])
  const source = page.sources.find(s => s.id === rule?.sources[0])
  expect(source).toMatchObject({
    article: 'art. 326 Sr',
    verified: 'secondary',
    url: 'https://wetten.overheid.nl/BWBR0001854/2019-03-01',
  })
  expect(page.reader).toContain('No police force has checked or approved it.')
  expect(page.verified['not-verified']).toBeGreaterThan(5)
  expect(page.sources.every(s => s.citedBy.length > 0)).toBe(true)
  expect(report?.steps[0]).toContain('0900-8844')
  expect(page.graph.svg.startsWith('<svg')).toBe(true)
})
