import type { Step } from '@toetsbaar/inquiry'
import { answers, Choice } from '../../components/choice/choice.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Paragraph } from '../../components/prose/prose.tsx'
import { toHtml } from '../../html.ts'
import { labelIn, questionOn } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type SafetyStep = Extract<Step, { at: 'safety' }>

/** The safety question, once, before the legal ones. Sends `answer.<observation>` for each. */
export const renderSafety = (step: SafetyStep, context: StepContext): string => {
  const { frame, gate, texts, problems, typed, alerts } = context
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('safety.title')} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      <ErrorSummary frame={frame} problems={problems} labelOf={labelIn(context.texts)} />
      <Heading level={1}>{say('safety.title')}</Heading>
      <Paragraph lead>{say('safety.lead')}</Paragraph>
      <Form gate={gate} step="safety">
        {step.observations.map(observation => (
          <Choice
            frame={frame}
            name={`answer.${observation}`}
            legend={questionOn(texts, observation)}
            options={answers(frame)}
            chosen={typed[`answer.${observation}`]}
            problems={problems}
          />
        ))}
        <Onward frame={frame} />
        <div class="tb-onward tb-onward--other">
          <Button kind="subtle" name="do" value="back">
            {say('page.back')}
          </Button>
        </div>
      </Form>
    </Page>,
  )
}
