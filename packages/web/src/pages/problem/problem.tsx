import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Link, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** What went wrong with a request, as a citizen should hear it. */
export type ProblemKind =
  | 'not-found'
  | 'too-large'
  | 'too-many'
  | 'fault'
  | 'model-gone'
  | 'expired'
  | 'forbidden'
  | 'bad-request'

export type ProblemView = {
  readonly frame: Frame
  readonly kind: ProblemKind
  /** Seconds until it makes sense to try again. */
  readonly wait?: number
  /** Number under which we can find a fault of ours. */
  readonly reference?: string
  /** Where to go on; the start page unless stated. */
  readonly next?: string
}

/** What happened, that it is not the citizen's fault, and what to do next. */
export const renderProblem = ({ frame, kind, wait = 60, reference, next }: ProblemView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say(`error.${kind}-title`)} reminder={false}>
      <Heading level={1}>{say(`error.${kind}-title`)}</Heading>
      <Paragraph lead>{say(`error.${kind}`, { wait })}</Paragraph>
      <Paragraph>{say(`error.${kind}-do`)}</Paragraph>
      {reference !== undefined && <Paragraph quiet>{say('error.reference', { reference })}</Paragraph>}
      <div class="tb-onward">
        <ActionLink href={next ?? frame.to.home}>{say(next === undefined ? 'error.home' : 'error.go-on')}</ActionLink>
        <Link href={frame.to.resume}>{say('page.resume')}</Link>
      </div>
    </Page>,
  )
}
