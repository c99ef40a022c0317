import type { Conflict } from '@toetsbaar/inquiry'
import { answers, Choice } from '../../components/choice/choice.tsx'
import { EarlierAnswers } from '../../components/earlier-answers/earlier-answers.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import { toHtml } from '../../html.ts'
import { questionOn, statementOf } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'
import type { QuestionStep } from '../question/question.tsx'

type ContradictionStep = QuestionStep & { readonly conflict: Conflict }

/** Two things that cannot both be so: both are shown with where they come from, and the question is put again. */
export const renderContradiction = (step: ContradictionStep, context: StepContext): string => {
  const { frame, gate, texts, problems, typed, alerts, earlier } = context
  const { say } = frame.words
  const name = `answer.${step.observation}`
  return toHtml(
    <Page frame={frame} title={say('contradiction.title')} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('contradiction.title')}</Heading>
      <Paragraph lead>{say('contradiction.lead')}</Paragraph>
      <ol class="tb-two-sides">
        {step.conflict.observations.map((literal, index) => {
          const quote = step.conflict.quotes[index]
          return (
            <li class="tb-two-sides__side">
              <p class="nl-paragraph">
                <strong>{statementOf(texts, literal)}</strong>
              </p>
              <p class="nl-paragraph">
                {quote === undefined ? (
                  say('contradiction.answered')
                ) : (
                  <>
                    {say('reasons.you-wrote')} <OwnWords>{quote}</OwnWords>
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ol>
      <Form gate={gate} step="question">
        <Choice
          frame={frame}
          name={name}
          legend={questionOn(texts, step.observation)}
          hint={say('contradiction.hint')}
          options={answers(frame)}
          chosen={typed[name]}
          problems={problems}
        />
        <Onward frame={frame} />
        <div class="tb-onward tb-onward--other">
          <Button kind="subtle" name="do" value="back">
            {say('page.back')}
          </Button>
        </div>
      </Form>
      <EarlierAnswers frame={frame} texts={texts} answers={earlier} />
    </Page>,
  )
}
