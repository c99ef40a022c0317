import type { Alert } from '@toetsbaar/inquiry'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Items, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type WorryFormView = {
  readonly frame: Frame
  /** Sends `text`. */
  readonly gate: Gate
  readonly system: string
  readonly text: string
  readonly problems: readonly Problem[]
  /** By when there is an answer, if it is sent now. */
  readonly by: Date
  readonly back: string
}

/** Anyone tells a worry about a system, without an account and without a name. */
export const renderWorryForm = ({ frame, gate, system, text, problems, by, back }: WorryFormView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} gate={gate} title={say('worry.title')} failed={problems.length > 0} reminder={false}>
      <ErrorSummary frame={frame} problems={problems} />
      <p class="tb-above">
        <Outside>{system}</Outside>
      </p>
      <Heading level={1}>{say('worry.title')}</Heading>
      <Paragraph lead>{say('worry.lead')}</Paragraph>
      <Items items={[say('worry.no-name'), say('worry.no-people'), say('worry.shown'), say('worry.when', { by })]} />
      <Form gate={gate} step="register-worry">
        <TextArea
          frame={frame}
          name="text"
          label={say('worry.label')}
          hint={say('worry.hint')}
          value={text}
          problems={problems}
          rows={8}
          required
        />
        <Onward frame={frame} label={say('worry.send')} back={back} />
      </Form>
    </Page>,
  )
}

export type WorrySentView = {
  readonly frame: Frame
  readonly system: string
  /** Its number on the page of the system. */
  readonly number: string
  readonly by: Date
  readonly at: Date
  /** What was kept, and whether something in it was covered. */
  readonly text: string
  readonly masked: boolean
  readonly alerts: readonly Alert[]
  readonly entry: string
}

/** The receipt of a worry: its number, by when there is an answer, and where that will stand. */
export const renderWorrySent = (view: WorrySentView): string => {
  const { frame, system, number, by, at, text, masked, alerts, entry } = view
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('worry.sent-title')} reminder={false}>
      <p class="tb-above">
        <Outside>{system}</Outside>
      </p>
      <Heading level={1}>{say('worry.sent-title')}</Heading>
      <HelpAlert frame={frame} alerts={alerts} />
      <Notice kind="ok" live>
        <Paragraph>
          {say('worry.number')} <strong class="tb-number">{number}</strong>
        </Paragraph>
      </Notice>
      <Paragraph>{say('worry.sent', { at, by })}</Paragraph>
      <Paragraph>{say('worry.keep')}</Paragraph>
      {masked && <Paragraph>{say('worry.masked')}</Paragraph>}
      <Part id="told" title={say('worry.told')} look={3}>
        <p class="nl-paragraph">
          <OwnWords>{text}</OwnWords>
        </p>
      </Part>
      <div class="tb-onward">
        <ActionLink href={entry}>{say('worry.to-entry')}</ActionLink>
      </div>
    </Page>,
  )
}
