import type { Example, ExampleSite } from '../../examples/site.ts'
import { type DeskCaseView, renderDeskCase } from './desk-case.tsx'
import { blindCase, exampleCase, exampleNames, exampleSystems } from './example-case.ts'

const view = (site: ExampleSite, over: Partial<DeskCaseView>): string =>
  renderDeskCase({
    frame: site.desk,
    shown: exampleCase(site),
    texts: site.texts,
    names: exampleNames(site),
    systems: exampleSystems,
    shared: [
      {
        kind: 'account',
        shared: 'NL91ABNA0417164300',
        theirs: undefined,
        alike: 1,
        others: 2,
        orMore: false,
        tells: 'much',
      },
      {
        kind: 'name-place',
        shared: site.given('joris kwikstaart, zwolle'),
        theirs: 'joris kwickstaart, zwolle',
        alike: 0.9,
        others: 1,
        orMore: false,
        tells: 'much',
      },
    ],
    to: {
      queue: '/desk',
      print: '/print',
      pdf: '/case.pdf',
      json: '/case.json',
      links: '/links',
      file: key => `/files/${key}`,
      act: (act, about) => `/act/${act}/${about ?? ''}`,
    },
    gates: { return: { ...site.gate, action: '/return' } },
    ...over,
  })

const done = ['took', 'late', 'refused', 'asked', 'noted', 'impression', 'reopened', 'answered', 'handed-over'] as const

export const deskCaseExamples: readonly Example[] = [
  { name: 'desk-case', html: site => view(site, {}) },
  { name: 'desk-case-blind', html: site => view(site, { shown: blindCase(site), shared: [] }) },
  { name: 'desk-case-links-off', html: site => view(site, { shared: undefined }) },
  {
    name: 'desk-case-free',
    html: site =>
      view(site, {
        shown: blindCase(site, {
          state: 'sent',
          mine: false,
          officer: undefined,
          team: undefined,
          waitingFor: 'team',
          overdue: true,
          readBy: undefined,
          marks: [],
          facts: [],
          slots: [],
          emptySlots: ['account', 'amount'],
          attachments: [],
          may: ['take', 'note'],
        }),
        gates: { take: { ...site.gate, action: '/take' } },
      }),
  },
  {
    name: 'desk-case-read-only',
    html: site =>
      view(site, {
        shown: exampleCase(site, {
          mine: false,
          state: 'decided',
          deadline: undefined,
          waitingFor: undefined,
          objection: true,
          may: [],
          story: undefined,
          advice: {
            shown: true,
            outcome: 'report',
            stable: false,
            officer: false,
            because: [],
            against: [],
            wouldChange: [],
            missing: [],
            graph: { nl: '<svg/>', en: '<svg/>' },
          },
        }),
        gates: {},
      }),
  },
  ...(['model-gone', 'not-permitted'] as const).map((why, at) => ({
    name: `desk-case-${why}`,
    html: (site: ExampleSite) =>
      view(site, {
        texts: at === 0 ? {} : site.texts,
        shown: exampleCase(site, {
          ...(at === 0 && { model: undefined }),
          advice: { shown: 'recorded', outcome: 'report', stable: true, why },
        }),
        done: 'late',
      }),
  })),
  {
    name: 'desk-case-no-advice',
    html: site =>
      view(site, {
        shown: exampleCase(site, {
          advice: { shown: 'recorded', outcome: undefined, stable: false, why: 'not-permitted' },
          emptySlots: [],
        }),
      }),
  },
  { name: 'desk-case-paper', html: site => view(site, { paper: true, gates: {} }) },
  ...done.map(each => ({
    name: `desk-case-${each}`,
    html: (site: ExampleSite) =>
      view(site, { shown: exampleCase(site, { timeline: [], requests: [], notes: [], followUps: [] }), done: each }),
  })),
]
