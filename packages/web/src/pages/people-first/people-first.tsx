import type { Step } from '@toetsbaar/inquiry'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Page } from '../../components/page/page.tsx'
import { Paragraph } from '../../components/prose/prose.tsx'
import { toHtml } from '../../html.ts'
import type { StepContext } from '../../step-context.ts'

export type PeopleFirstStep = Extract<Step, { at: 'people-first' }>

/** A person and a number first. Nothing typed is lost; going on is one tap away. */
export const renderPeopleFirst = (step: PeopleFirstStep, { frame, gate }: StepContext): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('help.page')} reminder={false}>
      <HelpAlert frame={frame} alerts={step.alerts} level={1} />
      <Paragraph>{say('help.go-on-text')}</Paragraph>
      <Form gate={gate} step="people-first">
        <Onward frame={frame} label={say('help.go-on')} />
      </Form>
    </Page>,
  )
}
