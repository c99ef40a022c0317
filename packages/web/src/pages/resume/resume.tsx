import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextField } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type ResumeView = {
  readonly frame: Frame
  /** Sends `code` and `word`. */
  readonly gate: Gate
  /** What was typed as the code; the word never comes back. */
  readonly code: string
  readonly problems: readonly Problem[]
}

/** Coming back with the case code and the word. A wrong code and a wrong word give the same answer. */
export const renderResume = ({ frame, gate, code, problems }: ResumeView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('resume.title')} failed={problems.length > 0} reminder={false}>
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('resume.title')}</Heading>
      <Paragraph lead>{say('resume.lead')}</Paragraph>
      <Form gate={gate} step="resume">
        <TextField
          frame={frame}
          name="code"
          label={say('resume.code')}
          hint={say('resume.code-hint')}
          value={code}
          problems={problems}
          autocomplete="off"
          width="middle"
          required
        />
        <TextField
          frame={frame}
          name="word"
          label={say('resume.word')}
          problems={problems}
          type="password"
          autocomplete="off"
          width="middle"
          required
        />
        <Onward frame={frame} label={say('resume.next')} />
      </Form>
      <Heading level={2} look={3}>
        {say('resume.lost-title')}
      </Heading>
      <Paragraph>{say('resume.lost')}</Paragraph>
    </Page>,
  )
}
