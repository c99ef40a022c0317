import type { EntityProposal } from '@toetsbaar/extraction'
import type { ProposalToConfirm, Step } from '@toetsbaar/inquiry'
import { BankAlert } from '../../components/bank-alert/bank-alert.tsx'
import { answers, Choice } from '../../components/choice/choice.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { MarkedStory } from '../../components/own-words/own-words.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { labelIn, questionOn } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type ConfirmStep = Extract<Step, { at: 'confirm' }>

type Mark = { readonly number: number; readonly id: string; readonly proposals: readonly ProposalToConfirm[] }

/** One mark an observation, numbered in the order of the story; an observation that was read twice keeps one number. */
const marksOf = (proposals: readonly ProposalToConfirm[]): readonly Mark[] => {
  const ids = [...new Set(proposals.toSorted((a, b) => a.start - b.start).map(proposal => proposal.id))]
  return ids.map((id, index) => ({
    number: index + 1,
    id,
    proposals: proposals.filter(proposal => proposal.id === id),
  }))
}

const chosenOf = (decided: ProposalToConfirm['decided']): string | undefined =>
  decided === 'rejected' ? undefined : decided

const Meaning = ({ mark, context }: { readonly mark: Mark; readonly context: StepContext }) => {
  const { frame, texts, problems, typed } = context
  const { say } = frame.words
  const name = `answer.${mark.id}`
  const values = [...new Set(mark.proposals.map(proposal => proposal.value))]
  return (
    <li class="tb-meaning" id={`meaning-${mark.number}`}>
      <a class="tb-meaning__number" href={`#mark-${mark.number}`}>
        <span class="tb-unseen">{say('confirm.back-to-mark')} </span>
        {mark.number}
      </a>
      <Choice
        frame={frame}
        name={name}
        legend={questionOn(texts, mark.id)}
        hint={
          <>
            {say('confirm.you-wrote')}{' '}
            {mark.proposals.map(proposal => (
              <OwnWords>{proposal.quote}</OwnWords>
            ))}
          </>
        }
        options={answers(frame, values.length === 1 ? values[0] : undefined)}
        chosen={typed[name] ?? chosenOf(mark.proposals[0]?.decided)}
        problems={problems}
        row
      />
    </li>
  )
}

const grouped = (entities: readonly EntityProposal[]): ReadonlyMap<string, readonly EntityProposal[]> => {
  const groups = new Map<string, readonly EntityProposal[]>()
  for (const entity of entities) {
    const group = groups.get(entity.type) ?? []
    const again = group.some(other => other.text === entity.text)
    groups.set(entity.type, again ? group : [...group, entity])
  }
  return groups
}

const Entities = ({ frame, entities }: { readonly frame: Frame; readonly entities: readonly EntityProposal[] }) => {
  const { say } = frame.words
  return (
    <Part id="entities" title={say('confirm.entities')}>
      <Paragraph quiet>{say('confirm.entities-hint')}</Paragraph>
      <Facts
        facts={[...grouped(entities)].map(([type, found]) => ({
          key: say(`entity.${type}`),
          value: (
            <ul class="tb-values">
              {found.map(entity => (
                <li>
                  <Outside>{entity.text}</Outside>
                  {entity.valid === false && <strong class="tb-values__doubt"> {say('confirm.invalid')}</strong>}
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Part>
  )
}

/** Whether the story says that bank data are lost or money is leaving. It is not confirmed yet, and cannot wait for that. */
const bankFirst = ({ proposals }: ConfirmStep, { model }: StepContext): boolean => {
  const urgent = model.observations.filter(each => each.safety && each.weighs).map(each => each.id)
  return proposals.some(({ id, value, decided }) => value === 'yes' && decided !== 'no' && urgent.includes(id))
}

/**
 * "This is what we read": the story with its marks, and for each mark what it may mean, to confirm or correct. Nothing is
 * ticked beforehand: the citizen judges the quote. Sends `answer.<observation>` (yes, no, dont-know) and `missed`; with
 * `do=all` the citizen says that whatever was not answered was read right.
 */
export const renderConfirm = (step: ConfirmStep, context: StepContext): string => {
  const { frame, gate, problems, typed, alerts } = context
  const { say } = frame.words
  const marks = marksOf(step.proposals)
  return toHtml(
    <Page frame={frame} gate={gate} title={say('confirm.title')} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      {bankFirst(step, context) && <BankAlert frame={frame} />}
      <ErrorSummary frame={frame} problems={problems} labelOf={labelIn(context.texts)} />
      <Heading level={1}>{say('confirm.title')}</Heading>
      <Paragraph lead>{say('confirm.lead', { count: marks.length })}</Paragraph>
      {context.masked && (
        <Notice kind="warning" live>
          <Paragraph>{say('story.masked')}</Paragraph>
        </Notice>
      )}
      <div class="tb-columns">
        <section class="tb-reading__story" aria-labelledby="own-story">
          <Heading level={2} look={3} id="own-story">
            {say('confirm.story')}
          </Heading>
          <MarkedStory
            frame={frame}
            text={step.text}
            spans={marks.flatMap(mark => mark.proposals.map(proposal => ({ ...proposal, number: mark.number })))}
            to="meaning"
          />
        </section>
        <Form gate={gate} step="confirm">
          {marks.length > 0 && (
            <>
              <Heading level={2} look={3}>
                {say('confirm.marks')}
              </Heading>
              <Paragraph quiet>{say('confirm.marks-hint')}</Paragraph>
              <ol class="tb-meanings">
                {marks.map(mark => (
                  <Meaning mark={mark} context={context} />
                ))}
              </ol>
            </>
          )}
          {step.entities.length > 0 && <Entities frame={frame} entities={step.entities} />}
          <Heading level={2} look={3}>
            {say('confirm.missed-title')}
          </Heading>
          <TextArea
            frame={frame}
            name="missed"
            label={say('confirm.missed')}
            hint={say('confirm.missed-hint')}
            value={typed.missed}
            problems={problems}
            rows={3}
            required={false}
          />
          {marks.length > 0 && (
            <Paragraph id="all" quiet>
              {say('confirm.all-hint', { count: marks.length })}
            </Paragraph>
          )}
          <div class="tb-onward">
            <Button>{say('page.next')}</Button>
            {marks.length > 0 && (
              <Button kind="secondary" name="do" value="all" describedBy="all">
                {say('confirm.all', { count: marks.length })}
              </Button>
            )}
          </div>
          <div class="tb-onward tb-onward--other">
            <Button kind="subtle" name="do" value="back">
              {say('confirm.rewrite')}
            </Button>
          </div>
        </Form>
      </div>
    </Page>,
  )
}
