import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextField } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type KeepView = {
  readonly frame: Frame
  /** Sends `word`. */
  readonly gate: Gate
  readonly problems: readonly Problem[]
  /** Where the dialogue goes on without keeping it. */
  readonly back: string
  /** Until when an unfinished case is kept. */
  readonly until: Date
}

/** Stop now and come back later: the citizen chooses a word, and gets a code on the next page. */
export const renderKeep = ({ frame, gate, problems, back, until }: KeepView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('keep.title')} failed={problems.length > 0} reminder={false}>
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('keep.title')}</Heading>
      <Paragraph lead>{say('keep.lead')}</Paragraph>
      <Paragraph>{say('keep.until', { until })}</Paragraph>
      <Form gate={gate} step="keep">
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
        <Onward frame={frame} label={say('keep.next')} back={back} />
      </Form>
    </Page>,
  )
}
