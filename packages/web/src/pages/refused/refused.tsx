import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Items, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RefusedView = {
  readonly frame: Frame
  /** What the visitor cannot do, or why not: a role that does not fit, no account, one that ended, a session that is over. */
  readonly kind: 'role' | 'account' | 'ended' | 'session' | 'failed' | 'away'
  /** The roles that may see what was asked; with `role`. */
  readonly needed?: readonly string[]
  /** The number by which an administrator can add this person; with `account` and `ended`. */
  readonly number?: string
  /** Where to go on. */
  readonly next: string
}

/** Why somebody does not get in at the desk, and what to do about it. */
export const renderRefused = ({ frame, kind, needed = [], number, next }: RefusedView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say(`refused.${kind}-title`)} reminder={false}>
      <Heading level={1}>{say(`refused.${kind}-title`)}</Heading>
      <Paragraph lead>{say(`refused.${kind}`)}</Paragraph>
      {needed.length > 0 && (
        <>
          <Paragraph>{say('refused.needed')}</Paragraph>
          <Items items={needed.map(role => say(`role.${role}`))} />
        </>
      )}
      <Paragraph>{say(`refused.${kind}-do`)}</Paragraph>
      {number !== undefined && (
        <Paragraph>
          {say('refused.number')}{' '}
          <strong>
            <Outside>{number}</Outside>
          </strong>
        </Paragraph>
      )}
      <div class="tb-onward">
        <ActionLink href={next}>{say(kind === 'role' ? 'refused.desk' : 'refused.again')}</ActionLink>
      </div>
    </Page>,
  )
}
