import type { ProposalToConfirm } from '@toetsbaar/inquiry'
import type { Example, ExampleSite } from '../../examples/site.ts'
import { type ConfirmStep, renderConfirm } from './confirm.tsx'

const proposals = ({ said }: ExampleSite): readonly ProposalToConfirm[] => [
  { id: 'paid', value: 'yes', ...said('paid'), confidence: 0.98, reasons: [], decided: undefined },
  { id: 'received', value: 'no', ...said('nothing'), confidence: 0.97, reasons: [], decided: undefined },
  { id: 'unreachable', value: 'yes', ...said('silent'), confidence: 0.91, reasons: [], decided: undefined },
]

const entity = (story: string, type: 'PERSON' | 'IBAN' | 'AMOUNT' | 'PLATFORM', text: string, valid?: boolean) => {
  const start = story.indexOf(text)
  return { type, text, start, end: start + text.length, confidence: 0.9, ...(valid !== undefined && { valid }) }
}

const step = (site: ExampleSite): ConfirmStep => ({
  at: 'confirm',
  text: site.story,
  proposals: proposals(site),
  entities: [
    entity(site.story, 'PERSON', 'Jip van Dalen'),
    entity(site.story, 'PLATFORM', 'Tweedekans'),
    entity(site.story, 'AMOUNT', '250 euro'),
    entity(site.story, 'IBAN', 'NL91 ABNA 0417 1643 00', false),
  ],
})

export const confirmExamples: readonly Example[] = [
  { name: 'confirm', html: site => renderConfirm(step(site), site.context) },
  {
    name: 'confirm-failed',
    html: site =>
      renderConfirm(step(site), {
        ...site.context,
        typed: { 'answer.paid': 'yes', missed: site.story },
        problems: [{ field: 'answer.received', code: 'answer-unknown' }],
        masked: true,
      }),
  },
  {
    name: 'confirm-overlap',
    html: site =>
      renderConfirm(
        {
          ...step(site),
          proposals: [
            ...proposals(site),
            {
              id: 'term-passed',
              value: 'yes',
              start: site.said('paid').start + 4,
              end: site.said('nothing').end,
              quote: site.story.slice(site.said('paid').start + 4, site.said('nothing').end),
              confidence: 0.8,
              reasons: [],
              decided: 'yes',
            },
          ],
        },
        site.context,
      ),
  },
  {
    name: 'confirm-twice',
    html: site => {
      const [first] = proposals(site)
      const again = first && { ...first, ...site.said('silent') }
      const both = [first, again].filter(proposal => proposal !== undefined)
      return renderConfirm({ at: 'confirm', text: site.story, proposals: both, entities: [] }, site.context)
    },
  },
  {
    name: 'confirm-nothing',
    html: site => renderConfirm({ at: 'confirm', text: site.story, proposals: [], entities: [] }, site.context),
  },
]
