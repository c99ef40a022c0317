import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type LookSampleView = {
  readonly frame: DeskFrame
  readonly sample: {
    readonly id: string
    readonly purpose: string
    readonly drawn: Date
    readonly ends: Date
    readonly from: Date
    readonly until: Date
    readonly words: string
    readonly salt: string
    readonly population: number
    readonly digest: string
  }
  /** In the order in which they were drawn. */
  readonly cases: readonly { readonly number: string; readonly href: string }[]
  /** Whether its cases can still be read. */
  readonly open: boolean
  readonly back: string
}

/** A sample: from what and how it was drawn, so that anybody can draw it again, and its cases. */
export const renderLookSample = ({ frame, sample, cases, open, back }: LookSampleView): string => {
  const { say } = frame.words
  const fact = (key: string, value: string) => ({ key: say(`look-sample.${key}`), value: <Outside>{value}</Outside> })
  const title = say('look-sample.title')
  return toHtml(
    <DeskPage frame={frame} title={title}>
      <p class="nl-paragraph">
        <Link href={back}>{say('look-sample.back')}</Link>
      </p>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>
        <Outside>{sample.purpose}</Outside>
      </Paragraph>
      <Paragraph>{say(open ? 'look.readable-until' : 'look-sample.over', { until: sample.ends })}</Paragraph>
      {open && (
        <ol class="utrecht-unordered-list">
          {cases.map(({ number, href }) => (
            <li class="utrecht-unordered-list__item">
              <Link href={href}>{say('look.case', { number })}</Link>
            </li>
          ))}
        </ol>
      )}
      {open && cases.length === 0 && <Paragraph>{say('look-sample.empty')}</Paragraph>}
      <Heading level={2}>{say('look-sample.how')}</Heading>
      <Paragraph>{say('look-sample.how-text')}</Paragraph>
      <Facts
        facts={[
          fact('id', sample.id),
          fact('drawn', say('look-sample.day', { day: sample.drawn })),
          fact('days', say('look-sample.from-until', { from: sample.from, until: sample.until })),
          fact('population', say('look-sample.count', { count: sample.population })),
          fact('words', sample.words),
          fact('salt', sample.salt),
          fact('digest', sample.digest),
        ]}
      />
    </DeskPage>,
  )
}
