import { TextArea } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Button, Heading, Items, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate } from '../../frame.ts'
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
  /** The form that came after the session ended, so that what was typed can be sent again; with `session`. */
  readonly kept?:
    | { readonly gate: Gate; readonly step: string; readonly typed: Readonly<Record<string, string>> }
    | undefined
}

/** What people write at length; the rest of a form goes along unseen. */
const written = ['text', 'motive']

const Kept = ({ frame, kept }: { readonly frame: Frame; readonly kept: NonNullable<RefusedView['kept']> }) => {
  const { say } = frame.words
  const fields = Object.entries(kept.typed)
  const long = fields.filter(([name]) => written.includes(name))
  return (
    <Form gate={kept.gate} step={kept.step}>
      {fields
        .filter(([name]) => !written.includes(name))
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      {long.map(([name, value]) => (
        <TextArea frame={frame} name={name} label={say('refused.kept')} value={value} problems={[]} rows={5} />
      ))}
      <div class="tb-onward">
        <Button kind="secondary">{say('refused.send-again')}</Button>
      </div>
    </Form>
  )
}

/** Why somebody does not get in at the desk, and what to do about it. */
export const renderRefused = ({ frame, kind, needed = [], number, next, kept }: RefusedView): string => {
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
      <Paragraph>{say(kept === undefined ? `refused.${kind}-do` : 'refused.kept-do')}</Paragraph>
      {number !== undefined && (
        <Paragraph>
          {say('refused.number')}{' '}
          <strong>
            <Outside>{number}</Outside>
          </strong>
        </Paragraph>
      )}
      <div class="tb-onward">
        {kept === undefined ? (
          <ActionLink href={next}>{say(kind === 'role' ? 'refused.desk' : 'refused.again')}</ActionLink>
        ) : (
          <a class="nl-button nl-button--primary" href={next} target="_blank" rel="noopener">
            {say('refused.again-tab')}
          </a>
        )}
      </div>
      {kept !== undefined && <Kept frame={frame} kept={kept} />}
    </Page>,
  )
}
