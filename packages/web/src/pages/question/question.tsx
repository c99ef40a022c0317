import type { Progress, Step } from '@toetsbaar/inquiry'
import { answers, Choice } from '../../components/choice/choice.tsx'
import { EarlierAnswers } from '../../components/earlier-answers/earlier-answers.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Link, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { questionOn, textOf } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type QuestionStep = Extract<Step, { at: 'question' }>

const mostOf = (progress: Progress): number => Math.max(1, Math.round(progress.atMostLeft))
const expectedOf = (progress: Progress): number =>
  Math.min(mostOf(progress), Math.max(1, Math.round(progress.expectedLeft)))

/** Where the citizen is, without a promise that the next answer may break. */
const Where = ({ frame, progress }: { readonly frame: Frame; readonly progress: Progress }) => (
  <p class="tb-progress">
    <strong>{frame.words.say('question.number', { number: progress.asked + 1 })}</strong>{' '}
    {frame.words.say('question.left', { expected: expectedOf(progress), most: mostOf(progress) })}
    {mostOf(progress) > expectedOf(progress) && (
      <span class="tb-progress__most"> {frame.words.say('question.most', { most: mostOf(progress) })}</span>
    )}
  </p>
)

/** Why a question is asked: the model's own reason, and which advice hangs on it. */
const Why = ({ step, context }: { readonly step: QuestionStep; readonly context: StepContext }) => {
  const { frame, texts } = context
  const { say } = frame.words
  const why = textOf(texts, `observation.${step.observation}.why`)
  return (
    <details class="tb-why">
      <summary class="tb-why__summary">{say('question.why')}</summary>
      <Paragraph>{why}</Paragraph>
      {step.why.length > 0 && (
        <>
          <p class="nl-paragraph" id="hangs">
            {say('question.hangs')}
          </p>
          <ul class="utrecht-unordered-list" aria-labelledby="hangs">
            {step.why.map(outcome => (
              <li class="utrecht-unordered-list__item">{textOf(texts, `outcome.${outcome}.title`)}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

/** One question: why it is asked, yes, no or don't know, a way back, and what was answered before. Sends `answer.<observation>`. */
export const renderQuestion = (step: QuestionStep, context: StepContext): string => {
  const { frame, gate, texts, problems, typed, alerts, earlier, to } = context
  const { say } = frame.words
  const question = questionOn(texts, step.observation)
  const name = `answer.${step.observation}`
  const help = textOf(texts, `observation.${step.observation}.help`)
  return toHtml(
    <Page frame={frame} title={question} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      <ErrorSummary frame={frame} problems={problems} />
      {step.said && (
        <Notice kind="info" live>
          <Paragraph>
            {say(step.said.explain ? 'question.explain' : 'question.not-understood')}{' '}
            <OwnWords>{step.said.words}</OwnWords>
          </Paragraph>
        </Notice>
      )}
      <div class="tb-beside">
        <Form gate={gate} step="question">
          <Where frame={frame} progress={step.progress} />
          <Choice
            frame={frame}
            name={name}
            legend={question}
            legendIsTitle
            hint={
              <>
                <p class="nl-paragraph">{help}</p>
                {step.proposed && (
                  <p class="nl-paragraph">
                    {say('question.read')} <OwnWords>{step.proposed.quote}</OwnWords>
                  </p>
                )}
              </>
            }
            options={answers(frame, step.proposed?.value)}
            chosen={typed[name] ?? step.earlier?.value}
            problems={problems}
          />
          <Why step={step} context={context} />
          <Onward frame={frame} />
          <div class="tb-onward tb-onward--other">
            <Button kind="subtle" name="do" value="back">
              {say('page.back')}
            </Button>
            <Button kind="subtle" name="do" value="advice">
              {say('question.stop')}
            </Button>
            <Link href={to.keep}>{say('question.keep')}</Link>
          </div>
        </Form>
        <div class="tb-aside">
          <EarlierAnswers frame={frame} texts={texts} answers={earlier} />
        </div>
      </div>
    </Page>,
  )
}
