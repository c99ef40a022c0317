import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type ListCorrectionView = {
  readonly frame: Frame
  readonly gate: Gate
  readonly typed: { readonly value: string; readonly words: string }
  readonly problems: readonly Problem[]
  /** It was sent. Whether the address or account is on a list is not told. */
  readonly sent: boolean
}

/** Anybody who thinks that an address or account is on a list wrongly can ask for a correction, without an account. */
export const renderListCorrection = ({ frame, gate, typed, problems, sent }: ListCorrectionView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('list-correction.title')} failed={problems.length > 0} gate={gate}>
      {problems.length > 0 && <ErrorSummary frame={frame} problems={problems} />}
      <Heading level={1}>{say('list-correction.title')}</Heading>
      {sent ? (
        <Notice kind="ok" live>
          <Paragraph>{say('list-correction.sent')}</Paragraph>
        </Notice>
      ) : (
        <>
          <Paragraph lead>{say('list-correction.lead')}</Paragraph>
          <Form gate={gate} step="list-correction">
            <TextField
              frame={frame}
              name="value"
              label={say('list-correction.value')}
              hint={say('list-correction.value-hint')}
              value={typed.value}
              problems={problems}
              required
            />
            <TextArea
              frame={frame}
              name="words"
              label={say('list-correction.words')}
              hint={say('list-correction.words-hint')}
              value={typed.words}
              problems={problems}
              rows={5}
              required
            />
            <Button>{say('list-correction.send')}</Button>
          </Form>
        </>
      )}
    </Page>,
  )
}
