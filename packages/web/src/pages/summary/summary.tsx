import type { Step } from '@toetsbaar/inquiry'
import { EarlierAnswers } from '../../components/earlier-answers/earlier-answers.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Items, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { toHtml } from '../../html.ts'
import { textOf } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type SummaryStep = Extract<Step, { at: 'summary' }>

/** Everything that will be sent, to check, each part with a way to change it. Sends `word` where none was chosen yet. */
export const renderSummary = (step: SummaryStep, context: StepContext): string => {
  const { frame, gate, texts, model, problems, earlier, attachments, to, story } = context
  const { say } = frame.words
  const slots = model.slots.flatMap(slot => {
    const values = step.filled.filter(value => value.slot === slot.id)
    return values.length === 0 ? [] : [{ slot, values }]
  })
  return toHtml(
    <Page frame={frame} title={say('summary.title')} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('summary.title')}</Heading>
      <Paragraph lead>{say('summary.lead')}</Paragraph>
      <Part id="own-story" title={say('summary.story')} look={3}>
        <div class="tb-story" dir="auto">
          {story}
        </div>
        <Paragraph>
          <Link href={to.story}>{say('summary.change-story')}</Link>
        </Paragraph>
      </Part>
      <Part id="details" title={say('summary.details')} look={3}>
        {slots.length > 0 && (
          <Facts
            facts={slots.map(({ slot, values }) => ({
              key: textOf(texts, `slot.${slot.id}.label`),
              value: (
                <ul class="tb-values">
                  {values.map(value => (
                    <li>
                      <Outside>{value.value}</Outside>
                    </li>
                  ))}
                </ul>
              ),
            }))}
          />
        )}
        <Paragraph>
          <Link href={to.slots}>{say('summary.change-details')}</Link>
        </Paragraph>
      </Part>
      <Part id="files" title={say('summary.attachments', { count: attachments.length })} look={3}>
        {attachments.length > 0 && <Items items={attachments.map(file => <Outside>{file.name}</Outside>)} />}
        <Paragraph>
          <Link href={to.attachments}>{say('summary.change-attachments')}</Link>
        </Paragraph>
      </Part>
      <EarlierAnswers frame={frame} texts={texts} answers={earlier} />
      <Part id="advice" title={say('summary.advice')} look={3}>
        <Paragraph>{textOf(texts, `outcome.${step.advice.outcome}.title`)}</Paragraph>
        <Paragraph quiet>{say('summary.advice-text')}</Paragraph>
      </Part>
      <Form gate={gate} step="summary">
        {context.wordNeeded && (
          <TextField
            frame={frame}
            name="word"
            label={say('keep.word')}
            hint={say('keep.word-hint')}
            problems={problems}
            autocomplete="off"
            width="middle"
            required
          />
        )}
        <section class="tb-promise" aria-labelledby="promise">
          <Heading level={2} look={3} id="promise">
            {say('summary.true-title')}
          </Heading>
          <Paragraph>{say('summary.true')}</Paragraph>
        </section>
        <div class="tb-onward">
          <Button>{say('summary.send')}</Button>
        </div>
        <div class="tb-onward tb-onward--other">
          <Button kind="subtle" name="do" value="back">
            {say('page.back')}
          </Button>
        </div>
      </Form>
    </Page>,
  )
}
