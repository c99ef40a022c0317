import type { Example, ExampleSite } from '../../examples/site.ts'
import { blindCase, exampleCase, exampleNames, exampleSystems } from '../desk-case/example-case.ts'
import { type ActWithPage, type DeskActView, renderDeskAct } from './desk-act.tsx'

const view = (site: ExampleSite, act: ActWithPage, over: Partial<DeskActView> = {}): string => {
  const shown = act === 'impression' ? blindCase(site) : exampleCase(site)
  return renderDeskAct({
    frame: site.desk,
    gate: { ...site.gate, action: `/act/${act}` },
    act,
    shown,
    texts: site.texts,
    names: exampleNames(site),
    systems: exampleSystems,
    typed: {},
    problems: [],
    reasons: {
      'take-up': ['lead', 'other-reason'],
      refer: ['civil-matter'],
      close: ['no-lead', 'a-new-reason'],
      other: ['wait'],
    },
    follows: { report: ['take-up'] },
    targets: { officers: [{ id: 'p-1', name: site.given('Bas Leeuwerik') }], teams: ['Zuid'], prosecutor: true },
    request: act === 'answer-request' ? shown.requests[0] : undefined,
    possible: true,
    back: '/case',
    ...over,
  })
}

const acts: readonly ActWithPage[] = ['decide', 'impression', 'ask', 'note', 'hand-over', 'reopen', 'answer-request']

export const deskActExamples: readonly Example[] = [
  ...acts.map(act => ({ name: `desk-act-${act}`, html: (site: ExampleSite) => view(site, act) })),
  {
    name: 'desk-act-decide-wrong',
    html: site =>
      view(site, 'decide', {
        typed: { kind: 'close', reason: 'refer/civil-matter', motive: site.given('Nee.') },
        follows: {},
        problems: [
          { field: 'reason', code: 'reason-kind' },
          { field: 'motive', code: 'motive-short' },
        ],
      }),
  },
  {
    name: 'desk-act-hand-over-wrong',
    html: site =>
      view(site, 'hand-over', {
        targets: { officers: [], teams: ['Zuid'], prosecutor: false },
        problems: [
          { field: 'to', code: 'choose' },
          { field: 'motive', code: 'required' },
        ],
      }),
  },
  {
    name: 'desk-act-impression-wrong',
    html: site => view(site, 'impression', { problems: [{ field: 'kind', code: 'choose' }] }),
  },
  {
    name: 'desk-act-decide-stale',
    html: site =>
      view(site, 'decide', {
        typed: { kind: 'close', reason: 'close/no-lead', motive: site.given('Er is geen spoor.') },
        changes: exampleCase(site).timeline.slice(3, 4),
      }),
  },
  {
    name: 'desk-act-decide-gone',
    html: site =>
      view(site, 'decide', {
        typed: { kind: 'close', reason: 'close/no-lead', motive: site.given('Er is geen spoor.') },
        changes: exampleCase(site).timeline.slice(7, 8),
        possible: false,
      }),
  },
]
