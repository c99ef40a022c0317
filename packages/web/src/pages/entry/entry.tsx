import { Facts } from '../../components/facts/facts.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Items, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** The register's states of a system. */
export type EntryState = 'idea' | 'assessment' | 'field-lab' | 'operational' | 'suspended' | 'retired'

export type EntryView = {
  readonly frame: Frame
  readonly name: string
  readonly state: EntryState
  /** Why it stands in this state, in the page's language. */
  readonly because?: string | undefined
  readonly ends?: Date | undefined
  /** True where an exemption keeps parts from the public for now. */
  readonly partly?: boolean
  /** Rows as the register gives them: purpose, owner, legal regime, legal basis, data, human role, … */
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly { readonly key: string; readonly value: string }[]
  }[]
  readonly criteria: readonly {
    readonly goal: string
    readonly threshold: string
    readonly measured?: string
    readonly met?: boolean
  }[]
  /** What is missing to go further. */
  readonly gaps: readonly string[]
  readonly forbidden: readonly string[]
  readonly digest: string
  readonly history: readonly { readonly at: Date; readonly text: string }[]
  /** Where anyone can tell a worry. */
  readonly worry?: string
}

const met = (value: boolean | undefined): string => (value === undefined ? 'not-measured' : value ? 'met' : 'missed')

/** One AI system in the public register: what it is for, on what ground, who decides, what it has to reach, and what is missing. */
export const renderEntry = (view: EntryView): string => {
  const { frame, name, state, because, ends, sections, criteria, gaps, forbidden, digest, history, worry, partly } =
    view
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={name} reminder={false}>
      <p class="tb-above">{say('entry.above')}</p>
      <Heading level={1}>
        <Outside>{name}</Outside>
      </Heading>
      <p class="nl-paragraph nl-paragraph--lead">
        <strong>{say(`entry.state-${state}`)}</strong> {say(`entry.state-${state}-text`)}
      </p>
      {because !== undefined && (
        <Paragraph>
          <Outside>{because}</Outside>
        </Paragraph>
      )}
      {partly && <Paragraph>{say('entry.partly')}</Paragraph>}
      {ends && <Paragraph>{say('entry.ends', { ends })}</Paragraph>}
      {gaps.length > 0 && (
        <section aria-labelledby="gaps">
          <Heading level={2} id="gaps">
            {say('entry.gaps')}
          </Heading>
          <Items items={gaps.map(gap => <Outside>{gap}</Outside>)} />
        </section>
      )}
      {sections.map((section, index) => (
        <section aria-labelledby={`section-${index}`}>
          <Heading level={2} id={`section-${index}`}>
            <Outside>{section.title}</Outside>
          </Heading>
          <Facts
            facts={section.rows.map(row => ({
              key: <Outside>{row.key}</Outside>,
              value: <Outside>{row.value}</Outside>,
            }))}
          />
        </section>
      ))}
      {criteria.length > 0 && (
        <section aria-labelledby="criteria">
          <Heading level={2} id="criteria">
            {say('entry.criteria')}
          </Heading>
          <ol class="tb-criteria">
            {criteria.map(criterion => (
              <li class={`tb-criterion tb-criterion--${met(criterion.met)}`}>
                <p class="nl-paragraph">
                  <strong>
                    <Outside>{criterion.goal}</Outside>
                  </strong>
                </p>
                <Facts
                  facts={[
                    { key: say('entry.threshold'), value: <Outside>{criterion.threshold}</Outside> },
                    {
                      key: say('entry.measured'),
                      value:
                        criterion.measured === undefined ? (
                          say('entry.nothing')
                        ) : (
                          <Outside>{criterion.measured}</Outside>
                        ),
                    },
                    { key: say('entry.result'), value: say(`entry.${met(criterion.met)}`) },
                  ]}
                />
              </li>
            ))}
          </ol>
        </section>
      )}
      {forbidden.length > 0 && (
        <section aria-labelledby="forbidden">
          <Heading level={2} id="forbidden">
            {say('entry.forbidden')}
          </Heading>
          <Items items={forbidden.map(rule => <Outside>{rule}</Outside>)} />
        </section>
      )}
      <section aria-labelledby="history">
        <Heading level={2} id="history">
          {say('status.history')}
        </Heading>
        <Facts
          facts={history.map(event => ({
            key: <time dateTime={event.at.toISOString()}>{say('status.at', { at: event.at })}</time>,
            value: <Outside>{event.text}</Outside>,
          }))}
        />
      </section>
      <p class="nl-paragraph tb-quiet">
        {say('entry.digest')} <code class="tb-digest">{digest}</code>
      </p>
      {worry !== undefined && (
        <Paragraph>
          <Link href={worry}>{say('entry.worry')}</Link>
        </Paragraph>
      )}
    </Page>,
  )
}
