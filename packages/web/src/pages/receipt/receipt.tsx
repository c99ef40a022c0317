import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Link, Paragraph, Part, Steps } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type ReceiptView = {
  readonly frame: Frame
  /** `sent`: the report went off; `kept`: it waits for the citizen. */
  readonly kind: 'sent' | 'kept'
  /** The case code, shown this once: 16 characters in groups of four. Absent on a later visit. */
  readonly code?: string
  readonly at: Date
  /** The day by which an officer has looked, or until which an unfinished case is kept. */
  readonly until: Date
  /** The receipt as a PDF. */
  readonly pdf?: string
  readonly to: { readonly status: string; readonly next?: string }
}

/** The receipt: the code, the word, what happens when, and how to come back. */
export const renderReceipt = ({ frame, kind, code, at, until, pdf, to }: ReceiptView): string => {
  const { say } = frame.words
  const next = frame.words.keys.filter(key => key.startsWith(`receipt.${kind}-next.`)).map(key => say(key, { until }))
  return toHtml(
    <Page frame={frame} title={say(`receipt.${kind}-title`)}>
      <div class="tb-receipt tb-flow">
        <Heading level={1}>{say(`receipt.${kind}-title`)}</Heading>
        <Paragraph lead>{say(`receipt.${kind}-lead`, { at })}</Paragraph>
        {code !== undefined && (
          <div class="tb-code">
            <p class="tb-code__label">{say('receipt.code')}</p>
            <p class="tb-code__code" translate={false}>
              <bdi>{code}</bdi>
            </p>
            <Paragraph>{say('receipt.code-text')}</Paragraph>
          </div>
        )}
        {pdf !== undefined && (
          <Paragraph>
            <Link href={pdf}>{say('receipt.pdf')}</Link>
          </Paragraph>
        )}
      </div>
      <Part id="next" title={say('receipt.next')}>
        <Steps items={next} />
      </Part>
      <div class="tb-onward">
        {to.next !== undefined && <ActionLink href={to.next}>{say('receipt.go-on')}</ActionLink>}
        <Link href={to.status}>{say('receipt.status')}</Link>
      </div>
    </Page>,
  )
}
