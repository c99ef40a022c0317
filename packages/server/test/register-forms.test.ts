import {
  type ActName,
  actShape,
  type DossierPart,
  demands,
  dossierParts,
  drawForm,
  type FormNode,
  newShape,
  partShape,
  type StepKind,
  stepTable,
  table,
} from '@toetsbaar/register'
import { readWords } from '@toetsbaar/web'
import { expect, test } from 'vitest'

const asked = (nodes: readonly FormNode[], prefix: string): readonly string[] =>
  nodes.flatMap(node => [
    `fields.${prefix}${node.key.replaceAll('.', '-')}`,
    ...(node.kind === 'group' ? asked(node.members, prefix) : node.options.map(option => `option.${option}`)),
  ])

/** Acts that have no form of their own: drafts, requests and approvals have their pages, and some are nobody's at the desk. */
const elsewhere: readonly ActName[] = ['propose', 'file', 'approve', 'measure', 'signal']
const acts = (Object.keys(table) as ActName[]).filter(act => !elsewhere.includes(act))
const parts = Object.keys(dossierParts) as DossierPart[]

const needed = new Set([
  ...parts.flatMap(part => [`form.part-${part}`, ...asked(drawForm(partShape(part), {}), '')]),
  ...asked(drawForm(newShape(), {}), ''),
  ...acts.flatMap(act => [
    ...(act === 'request' ? [] : [`form.act-${act}`]),
    // What the server fills in has no field.
    ...asked(drawForm(actShape(act), {}), 'act-').filter(key => !/^fields\.act-(step|exemption-salt)$/.test(key)),
  ]),
  ...(Object.keys(stepTable) as StepKind[]).flatMap(step => [
    `form.request-${step}`,
    `option.${step}`,
    `steps.${step}`,
    `steps.${step}-text`,
  ]),
])

test.each(readWords().map(words => [words.code, words] as const))(
  'every field, choice, act and step of the register has its words (%s)',
  (_, words) => {
    expect(needed.size).toBeGreaterThan(250)
    expect([...needed].filter(key => !words.keys.includes(key))).toEqual([])
  },
)

test('no word is kept for a field that the schema does not know any more', () => {
  const [words] = readWords()
  const kept = words?.keys.filter(key => key.startsWith('fields.') && !/-hint$|^fields\.(hint-|file$)/.test(key)) ?? []
  expect(kept.length).toBeGreaterThan(150)
  expect(kept.filter(key => !needed.has(key))).toEqual([])
})

test('every demand of the register is about something that can be named on a page', () => {
  expect(demands.filter(({ says }) => says.nl === '' || says.en === '')).toEqual([])
})
