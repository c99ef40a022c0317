import type { PublicEntry } from '@toetsbaar/register'
import { DayForm } from '../../components/day-form/day-form.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { Measurements } from '../../components/measurements/measurements.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Items, Link, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** The register's states of a system. */
export type EntryState = PublicEntry['state']

export type EntryView = {
  readonly frame: Frame
  /** As the register publishes it: no person is in it, and nothing that is withheld. */
  readonly entry: Omit<PublicEntry, 'id' | 'summary'>
  /** The day that is shown, where it is not today. */
  readonly on?: Date | undefined
  /** Address of this page, and of where anyone can tell a worry. */
  readonly here: string
  readonly worry?: string | undefined
}

const met = (value: boolean | undefined): string => (value === undefined ? 'not-measured' : value ? 'met' : 'missed')

const Gaps = ({ frame, gaps }: { readonly frame: Frame; readonly gaps: PublicEntry['gaps'] }) => (
  <Part id="gaps" title={frame.words.say('entry.gaps')}>
    <Items
      items={gaps.map(gap => (
        <>
          <Outside>{gap.text}</Outside>
          {gap.source !== undefined && (
            <span class="tb-gap__source tb-quiet">
              {' '}
              {frame.words.say('entry.asked-by')} <Outside>{gap.source}</Outside>
            </span>
          )}
        </>
      ))}
    />
  </Part>
)

const Criteria = ({ frame, criteria }: { readonly frame: Frame; readonly criteria: PublicEntry['criteria'] }) => {
  const { say } = frame.words
  return (
    <Part id="criteria" title={say('entry.criteria')}>
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
                { key: say('entry.baseline'), value: String(criterion.baseline) },
                {
                  key: say('entry.measured'),
                  value:
                    criterion.measured === undefined ? say('entry.nothing') : <Outside>{criterion.measured}</Outside>,
                },
                { key: say('entry.result'), value: say(`entry.${met(criterion.met)}`) },
                ...(criterion.due === undefined
                  ? []
                  : [{ key: say('entry.due'), value: say('entry.day-of', { day: new Date(criterion.due) }) }]),
              ]}
            />
            <Measurements
              frame={frame}
              goal={criterion.goal}
              limit={criterion.limit}
              baseline={criterion.baseline}
              over={criterion.over}
            />
          </li>
        ))}
      </ol>
    </Part>
  )
}

const Worries = ({
  frame,
  worries,
  worry,
}: {
  readonly frame: Frame
  readonly worries: PublicEntry['worries']
  readonly worry: string | undefined
}) => {
  const { say } = frame.words
  return (
    <Part id="worries" title={say('entry.worries')}>
      {worries.length === 0 && <Paragraph>{say('entry.no-worries')}</Paragraph>}
      {worries.length > 0 && (
        <ul class="tb-cards">
          {worries.map(one => (
            <li class="tb-card" id={`worry-${one.id}`}>
              <p class="nl-paragraph tb-quiet">{say('entry.worry-on', { id: one.id, at: new Date(one.at) })}</p>
              {one.text === undefined ? (
                <Paragraph>{say('entry.worry-open', { by: new Date(one.answerBy) })}</Paragraph>
              ) : (
                <>
                  <p class="nl-paragraph">
                    <OwnWords>{one.text}</OwnWords>
                  </p>
                  <p class="nl-paragraph">
                    <strong>{say('entry.worry-answer')}</strong> <Outside>{one.answer}</Outside>
                  </p>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {worry !== undefined && (
        <div class="tb-onward">
          <ActionLink href={worry} kind="secondary">
            {say('entry.worry')}
          </ActionLink>
        </div>
      )}
    </Part>
  )
}

const Tests = ({ frame, tests }: { readonly frame: Frame; readonly tests: PublicEntry['tests'] }) => {
  const { say } = frame.words
  return (
    <Part id="tests" title={say('entry.tests')}>
      <Facts
        facts={tests.map(({ test, kind, announced, ran, passed, n }) => ({
          key: (
            <>
              {say(`entry.test-${kind}`)}: <Outside>{test}</Outside>
            </>
          ),
          value: (
            <>
              {say('entry.test-announced', { announced: new Date(announced) })}{' '}
              {ran === undefined
                ? say('entry.test-open')
                : say(passed === true ? 'entry.test-passed' : 'entry.test-failed', { ran: new Date(ran), n: n ?? 0 })}
            </>
          ),
        }))}
      />
    </Part>
  )
}

const Farewell = ({
  frame,
  farewell,
}: {
  readonly frame: Frame
  readonly farewell: NonNullable<PublicEntry['farewell']>
}) => {
  const { say } = frame.words
  return (
    <Part id="farewell" title={say('entry.farewell')}>
      <Facts
        facts={[
          { key: say('entry.farewell-because'), value: <Outside>{farewell.because}</Outside> },
          { key: say('entry.farewell-evaluation'), value: <Outside>{farewell.evaluation}</Outside> },
          { key: say('entry.farewell-lessons'), value: <Outside>{farewell.lessons}</Outside> },
          {
            key: say('entry.farewell-archive'),
            value: (
              <>
                {say('entry.farewell-files', { files: farewell.files })}{' '}
                <code class="tb-digest">{farewell.manifest}</code>
              </>
            ),
          },
          {
            key: say('entry.farewell-destroy'),
            value: say('entry.day-of', { day: new Date(`${farewell.destroyOn}T12:00:00Z`) }),
          },
        ]}
      />
    </Part>
  )
}

/** One AI system in the public register: what it is for, on what ground, who decides, what it has to reach, and what is missing. */
export const renderEntry = ({ frame, entry, on, here, worry }: EntryView): string => {
  const { name, state, because, ends, sections, criteria, gaps, forbidden, digest, history, withheld } = entry
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={name} reminder={false}>
      <p class="tb-above">
        <Link href={frame.to.register}>{say('entry.above')}</Link>
      </p>
      <Heading level={1}>
        <Outside>{name}</Outside>
      </Heading>
      {on !== undefined && (
        <Paragraph>
          <strong>{say('entry.on', { on })}</strong> <Link href={here}>{say('entry.today')}</Link>
        </Paragraph>
      )}
      <p class="nl-paragraph nl-paragraph--lead">
        <strong>{say(`entry.state-${state}`)}</strong> {say(`entry.state-${state}-text`)}
      </p>
      {because !== undefined && (
        <Paragraph>
          <Outside>{because}</Outside>
        </Paragraph>
      )}
      {withheld.length > 0 && <Paragraph>{say('entry.partly')}</Paragraph>}
      {ends && <Paragraph>{say('entry.ends', { ends })}</Paragraph>}
      {entry.farewell !== undefined && <Farewell frame={frame} farewell={entry.farewell} />}
      {gaps.length > 0 && <Gaps frame={frame} gaps={gaps} />}
      {entry.plan.length > 0 && (
        <Part id="plan" title={say('entry.plan')}>
          <Paragraph>{say('entry.plan-text')}</Paragraph>
          <Facts
            facts={entry.plan.map(({ text, by }) => ({
              key: say('entry.day-of', { day: new Date(`${by}T12:00:00Z`) }),
              value: <Outside>{text}</Outside>,
            }))}
          />
        </Part>
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
      {criteria.length > 0 && <Criteria frame={frame} criteria={criteria} />}
      {entry.tests.length > 0 && <Tests frame={frame} tests={entry.tests} />}
      {forbidden.length > 0 && (
        <Part id="forbidden" title={say('entry.forbidden')}>
          <Items items={forbidden.map(rule => <Outside>{rule}</Outside>)} />
        </Part>
      )}
      {on === undefined || entry.worries.length > 0 ? (
        <Worries frame={frame} worries={entry.worries} worry={on === undefined ? worry : undefined} />
      ) : null}
      <Part id="history" title={say('status.history')}>
        <Facts
          facts={history.map(event => ({
            key: <time dateTime={event.at.toISOString()}>{say('status.at', { at: event.at })}</time>,
            value: <Outside>{event.text}</Outside>,
          }))}
        />
      </Part>
      {digest !== undefined && (
        <p class="nl-paragraph tb-quiet">
          {say('entry.version', { version: entry.version })} {say('entry.digest')}{' '}
          <code class="tb-digest">{digest}</code>
        </p>
      )}
      <DayForm frame={frame} action={here} on={on} />
    </Page>,
  )
}
