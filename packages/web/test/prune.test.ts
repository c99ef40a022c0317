import { expect, it } from 'vitest'
import { prune } from '../src/prune.ts'
import { wornClasses } from '../src/worn-classes.ts'
import { attribute, drawn, elementsOf } from './drawn.ts'

const worn = new Set(['nl-a', 'nl-a--x'])

it.each([
  ['keeps what is worn', '.nl-a{color:red}', '.nl-a{color:red}'],
  ['drops what is not', '.nl-b{color:red}.nl-a{top:0}', '.nl-a{top:0}'],
  ['drops one selector out of several', '.nl-b,.nl-a:is(p,q){top:0}', '.nl-a:is(p,q){top:0}'],
  ['counts what is inside :where()', '.nl-a:where(.nl-b){top:0}', ''],
  ['does not count what :not() excludes', '.nl-a:not(:has(.nl-b)){top:0}', '.nl-a:not(:has(.nl-b)){top:0}'],
  ['goes into media', '@media print{.nl-b{top:0}.nl-a{top:0}}', '@media print{.nl-a{top:0}}'],
  ['drops empty media', '@media print{.nl-b{top:0}}.nl-a{top:0}', '.nl-a{top:0}'],
  [
    'leaves the rest alone',
    '@charset "UTF-8";:root{--b: {}}.tb-z{top:0}',
    '@charset "UTF-8";:root{--b: {}}.tb-z{top:0}',
  ],
])('%s', (_, css, kept) => {
  expect(prune(css, worn)).toBe(kept)
})

it('knows every class of the design system that a page wears, and no other', () => {
  const classes = drawn.flatMap(({ html }) =>
    elementsOf(html).flatMap(element => (attribute(element, 'class') ?? '').split(' ')),
  )
  const system = new Set(classes.filter(name => /^(nl|utrecht)-/.test(name)))
  expect([...wornClasses].sort()).toEqual([...system].sort())
})
