import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type DeskElsewhereView = {
  readonly frame: DeskFrame
  readonly gate: Gate
  readonly number: string
  readonly team: string
  readonly reason: string
  readonly problems: readonly Problem[]
  /** True where it was asked for just now. */
  readonly asked: boolean
  readonly queue: string
}

/** A case of another team: that it is there, whose it is, and the way to ask for it. */
export const renderDeskElsewhere = (view: DeskElsewhereView): string => {
  const { frame, gate, number, team, reason, problems, asked, queue } = view
  const { say } = frame.words
  const title = say('desk-case.title', { number })
  return toHtml(
    <DeskPage frame={frame} title={title} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} labelOf={() => say('desk-elsewhere.reason')} />
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>
        <Outside>{say('desk-elsewhere.lead', { team })}</Outside>
      </Paragraph>
      <Paragraph>{say('desk-elsewhere.why')}</Paragraph>
      {asked ? (
        <Notice kind="ok" live>
          <Paragraph>{say('desk-elsewhere.asked')}</Paragraph>
        </Notice>
      ) : (
        <Form gate={gate} step="ask-for">
          <TextArea
            frame={frame}
            name="reason"
            label={say('desk-elsewhere.reason')}
            hint={say('desk-elsewhere.reason-hint')}
            value={reason}
            problems={problems}
            rows={4}
            required
          />
          <Onward frame={frame} label={say('desk-elsewhere.do')} back={queue} />
        </Form>
      )}
      {asked && (
        <Paragraph>
          <Link href={queue}>{say('desk-case.back')}</Link>
        </Paragraph>
      )}
    </DeskPage>,
  )
}
