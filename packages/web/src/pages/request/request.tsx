import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { RequestKind } from '../status/status.tsx'

export type RequestView = {
  readonly frame: Frame
  /** Sends `reason`. */
  readonly gate: Gate
  readonly kind: RequestKind
  readonly reason: string
  readonly problems: readonly Problem[]
  readonly back: string
}

/** Withdraw, object, ask for correction or erasure: what it means, in the citizen's own words, seen by an officer. */
export const renderRequest = ({ frame, gate, kind, reason, problems, back }: RequestView): string => {
  const { say } = frame.words
  return toHtml(
    <Page
      frame={frame}
      gate={gate}
      title={say(`request.${kind}-title`)}
      failed={problems.length > 0}
      reminder={kind === 'object'}
    >
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say(`request.${kind}-title`)}</Heading>
      <Paragraph lead>{say(`request.${kind}-lead`)}</Paragraph>
      <Form gate={gate} step={`request-${kind}`}>
        <TextArea
          frame={frame}
          name="reason"
          label={say(`request.${kind}-label`)}
          hint={say('request.hint')}
          value={reason}
          problems={problems}
          rows={6}
          required={kind !== 'withdraw'}
        />
        <Onward frame={frame} label={say(`request.${kind}-send`)} back={back} />
      </Form>
    </Page>,
  )
}
