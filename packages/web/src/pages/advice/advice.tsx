import type { Advice, Step, WouldChange } from '@toetsbaar/inquiry'
import { BankAlert } from '../../components/bank-alert/bank-alert.tsx'
import { EarlierAnswers } from '../../components/earlier-answers/earlier-answers.tsx'
import { Form } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Items, Link, Paragraph, Part, Steps } from '../../components/prose/prose.tsx'
import { Reasons } from '../../components/reasons/reasons.tsx'
import type { Frame, ModelTexts } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { numbered, questionOn, statementOf, textOf } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type AdviceStep = Extract<Step, { at: 'advice' }>

const certainty = (advice: Advice): string => {
  if (advice.outcome === 'unclear') return advice.open.length > 0 ? 'advice.sure-unclear-open' : 'advice.sure-unclear'
  return advice.stable ? 'advice.sure-stable' : 'advice.sure-open'
}

/** How sure: whether any further answer can change it, which questions could, and whether an officer looks in any case. */
const HowSure = ({
  frame,
  texts,
  advice,
}: {
  readonly frame: Frame
  readonly texts: ModelTexts
  readonly advice: Advice
}) => {
  const { say } = frame.words
  return (
    <div class={`tb-sure tb-sure--${advice.stable ? 'stable' : 'open'}`}>
      <p class="nl-paragraph tb-sure__line">{say(certainty(advice))}</p>
      {advice.officer && <Paragraph>{say('advice.officer')}</Paragraph>}
      {advice.open.length > 0 && (
        <>
          <Paragraph>{say('advice.open', { count: advice.open.length })}</Paragraph>
          <Items items={advice.open.map(id => questionOn(texts, id))} />
        </>
      )}
    </div>
  )
}

const Change = ({
  frame,
  texts,
  change,
}: {
  readonly frame: Frame
  readonly texts: ModelTexts
  readonly change: WouldChange
}) => {
  const { say } = frame.words
  return (
    <li class="tb-change">
      <p class="nl-paragraph">{say('advice.change-if')}</p>
      <Items
        items={[
          ...change.without.map(literal => (
            <>
              {say('advice.change-without')} <q>{statementOf(texts, literal)}</q>
            </>
          )),
          ...change.with.map(literal => (
            <>
              {say('advice.change-with')} <q>{statementOf(texts, literal)}</q>
            </>
          )),
        ]}
      />
      <p class="nl-paragraph">
        {say('advice.change-then')} <strong>{textOf(texts, `outcome.${change.outcome}.title`)}</strong>
      </p>
    </li>
  )
}

/**
 * The advice: what we think and how sure, what to do now in order, why, what would change it; that it is a machine's and
 * not binding, and that one may always report. Sends `do`: report, questions or back.
 */
export const renderAdvice = (step: AdviceStep, context: StepContext): string => {
  const { frame, gate, texts, model, alerts, earlier, to } = context
  const { advice } = step
  const { say } = frame.words
  const key = `outcome.${advice.outcome}`
  const title = textOf(texts, `${key}.title`)
  const reports = advice.outcome === 'report'
  const report = reports ? 'report' : 'anyway'
  return toHtml(
    <Page frame={frame} title={title} reminder={false}>
      <HelpAlert frame={frame} alerts={alerts} />
      {advice.bankAlert && <BankAlert frame={frame} />}
      <div class="tb-columns tb-columns--aside">
        <div class="tb-flow">
          <div class="tb-advice tb-flow">
            <p class="tb-above">{say('advice.above')}</p>
            <Heading level={1}>{title}</Heading>
            <Paragraph lead>{textOf(texts, `${key}.summary`)}</Paragraph>
            <Paragraph>{textOf(texts, `${key}.say`)}</Paragraph>
            <HowSure frame={frame} texts={texts} advice={advice} />
          </div>
          <p class="nl-paragraph tb-reminder">{say('page.reminder')}</p>
          <Part id="now" title={say('advice.now')}>
            <Steps items={numbered(texts, `${key}.do`)} />
          </Part>
        </div>
        <Form gate={gate} step="advice">
          <section class="tb-report-anyway" aria-labelledby="report">
            <Heading level={2} look={3} id="report">
              {say(`advice.${report}-title`)}
            </Heading>
            <Paragraph>{say(`advice.${report}-text`)}</Paragraph>
            <div class="tb-onward">
              <Button kind={reports ? 'primary' : 'secondary'} name="do" value="report">
                {say(`advice.${report}`)}
              </Button>
              {advice.open.length > 0 && (
                <Button kind={reports ? 'secondary' : 'primary'} name="do" value="questions">
                  {say('advice.go-on')}
                </Button>
              )}
            </div>
          </section>
          <div class="tb-onward tb-onward--other">
            <Button kind="subtle" name="do" value="back">
              {say('page.back')}
            </Button>
            <Link href={to.keep}>{say('question.keep')}</Link>
          </div>
        </Form>
      </div>
      {advice.because.length > 0 && (
        <Part id="why" title={say('advice.why')}>
          <Paragraph>{say('advice.why-text')}</Paragraph>
          <Reasons
            frame={frame}
            texts={texts}
            model={model}
            because={advice.because}
            observations={advice.observations}
          />
          <Paragraph>
            <Link href={to.model}>{say('advice.model')}</Link>
          </Paragraph>
        </Part>
      )}
      {advice.wouldChange.length > 0 && (
        <Part id="change" title={say('advice.change')}>
          <ul class="tb-changes">
            {advice.wouldChange.map(change => (
              <Change frame={frame} texts={texts} change={change} />
            ))}
          </ul>
        </Part>
      )}
      <EarlierAnswers frame={frame} texts={texts} answers={earlier} />
    </Page>,
  )
}
