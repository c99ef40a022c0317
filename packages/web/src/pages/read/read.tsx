import type { ObservationProposal, Reading } from '@toetsbaar/extraction'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { MarkedStory } from '../../components/own-words/own-words.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame, Gate, ModelTexts, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { questionOn, statementOf } from '../../model-words.ts'

export type ReadView = {
  readonly frame: Frame
  /** Sends `text`. Nothing is stored. */
  readonly gate: Gate
  readonly text: string
  readonly problems: readonly Problem[]
  /** Absent until a text was sent. */
  readonly found?: { readonly reading: Reading; readonly texts: ModelTexts; readonly model: string }
}

// never surer than it can be shown to be: 100 of 100 would be a promise
const percent = (share: number): number => Math.min(99, Math.round(share * 100))

/** A reason by its kind: a pattern, words of the story, or something else that was read or who tells it. Any other is shown as it came. */
const Because = ({
  frame,
  feature,
  texts,
}: {
  readonly frame: Frame
  readonly feature: string
  readonly texts: ModelTexts
}) => {
  const { say } = frame.words
  const [, kind = '', rest = ''] = /^(pattern|words|elsewhere role|elsewhere) (.*)$/.exec(feature) ?? []
  const [id = '', value] = rest.split('=')
  if (kind === 'pattern' || kind === 'words')
    return (
      <>
        {kind === 'pattern' ? say('read.by-pattern') : say('read.by-words')} <Outside>{rest}</Outside>
      </>
    )
  if (kind === 'elsewhere role')
    return <>{rest === 'seller' ? say('read.told-by-seller') : say('read.told-by-buyer')}</>
  if (kind === 'elsewhere' && texts[`observation.${id}.short`] !== undefined)
    return (
      <>
        {say('read.elsewhere')} {statementOf(texts, value === 'no' ? `-${id}` : id)}
      </>
    )
  return <Outside>{feature}</Outside>
}

const Found = ({
  frame,
  proposal,
  number,
  texts,
}: {
  readonly frame: Frame
  readonly proposal: ObservationProposal
  readonly number: number
  readonly texts: ModelTexts
}) => {
  const { say } = frame.words
  return (
    <li class="tb-meaning" id={`found-${number}`}>
      <a class="tb-meaning__number" href={`#mark-${number}`}>
        <span class="tb-unseen">{say('confirm.back-to-mark')} </span>
        {number}
      </a>
      <div>
        <p class="nl-paragraph">
          <strong>{questionOn(texts, proposal.id)}</strong> {say(`answer.${proposal.value}`)}
        </p>
        <p class="nl-paragraph">
          {say('read.quote')} <OwnWords>{proposal.quote}</OwnWords>
        </p>
        <p class="nl-paragraph tb-quiet">{say('read.confidence', { percent: percent(proposal.confidence) })}</p>
        {proposal.reasons.length > 0 && (
          <div class="tb-table">
            <table class="utrecht-table">
              <caption class="utrecht-table__caption tb-table__caption">{say('read.weights')}</caption>
              <thead class="utrecht-table__header">
                <tr class="utrecht-table__row">
                  <th class="utrecht-table__header-cell" scope="col">
                    {say('read.feature')}
                  </th>
                  <th class="utrecht-table__header-cell" scope="col">
                    {say('read.weight')}
                  </th>
                </tr>
              </thead>
              <tbody class="utrecht-table__body">
                {proposal.reasons.map(reason => (
                  <tr class="utrecht-table__row">
                    <td class="utrecht-table__cell">
                      <Because frame={frame} feature={reason.feature} texts={texts} />
                    </td>
                    <td class="utrecht-table__cell">{say('read.weight-value', { weight: reason.weight })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </li>
  )
}

/** Any pasted text: what the machine reads in it and why. For anyone who wants to check the reader; stores nothing. */
export const renderRead = ({ frame, gate, text, problems, found }: ReadView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} gate={gate} title={say('read.title')} failed={problems.length > 0} reminder={false}>
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('read.title')}</Heading>
      <Paragraph lead>{say('read.lead')}</Paragraph>
      {found && (
        <Part id="found" title={say('read.found', { count: found.reading.observations.length })}>
          <Paragraph quiet>
            {say('read.model')} <Outside>{found.model}</Outside>
          </Paragraph>
          <MarkedStory
            frame={frame}
            text={text}
            spans={found.reading.observations.map((span, index) => ({ ...span, number: index + 1 }))}
            to="found"
          />
          <ol class="tb-meanings">
            {found.reading.observations.map((proposal, index) => (
              <Found frame={frame} proposal={proposal} number={index + 1} texts={found.texts} />
            ))}
          </ol>
          {found.reading.entities.length > 0 && (
            <>
              <Heading level={3}>{say('confirm.entities')}</Heading>
              <Facts
                facts={found.reading.entities.map(entity => ({
                  key: say(`entity.${entity.type}`),
                  value: (
                    <>
                      <Outside>{entity.text}</Outside>
                      {entity.valid === false && <strong class="tb-values__doubt"> {say('confirm.invalid')}</strong>}
                    </>
                  ),
                }))}
              />
            </>
          )}
        </Part>
      )}
      <Form gate={gate} step="read">
        <TextArea
          frame={frame}
          name="text"
          label={say('read.label')}
          hint={say('read.hint')}
          value={text}
          problems={problems}
          rows={8}
          required
        />
        <Onward frame={frame} label={say('read.next')} />
      </Form>
    </Page>,
  )
}
