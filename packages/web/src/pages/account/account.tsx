import { Checks } from '../../components/checks/checks.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextField } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Items, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type AccountView = {
  readonly frame: DeskFrame
  /** Sends `person` where it is a new account, `name`, `team`, `until`, and `role.<role>` for each role. */
  readonly gate: Gate
  /** The account as it stands; absent for a new one. */
  readonly account?: {
    readonly id: string
    readonly ended: boolean
    /** Why it cannot be changed: it is the administrator's own, or who looks may only read. */
    readonly locked?: 'own' | 'reader'
  }
  readonly typed: {
    readonly person: string
    readonly name: string
    readonly team: string
    readonly until: string
    readonly roles: readonly string[]
  }
  /** Every role that there is. */
  readonly roles: readonly string[]
  readonly problems: readonly Problem[]
  /** Ends the account; absent for a new one and for one that ended. */
  readonly end?: Gate
  /** What was done to it, the newest first: from the ledger. */
  readonly history: readonly { readonly at: Date; readonly kind: string; readonly by: string }[]
  readonly back: string
}

/** One account: who, as what, until when; and what was changed by whom. An administrator's own stays as it is. */
export const renderAccount = (view: AccountView): string => {
  const { frame, gate, account, typed, roles, problems, end, history, back } = view
  const { say } = frame.words
  const title = account === undefined ? say('account.new') : say('account.title')
  const kind = account === undefined ? 'add' : account.ended ? 'reopen' : 'change'
  return toHtml(
    <DeskPage frame={frame} title={title} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} labelOf={field => say(`account.${field}`)} />
      <Heading level={1}>{title}</Heading>
      {account !== undefined && (
        <Paragraph lead>
          <Outside>{typed.name}</Outside> <code>{account.id}</code>
        </Paragraph>
      )}
      {account?.ended === true && (
        <Notice kind="info">
          <Paragraph>{say('account.ended')}</Paragraph>
        </Notice>
      )}
      {account?.locked !== undefined ? (
        <Notice kind="info">
          <Paragraph>{say(`account.${account.locked}`)}</Paragraph>
        </Notice>
      ) : (
        <Form gate={gate} step={`account-${kind}`}>
          {account === undefined && (
            <TextField
              frame={frame}
              name="person"
              label={say('account.person')}
              hint={say('account.person-hint')}
              value={typed.person}
              problems={problems}
              autocomplete="off"
              width="middle"
              required
            />
          )}
          <TextField
            frame={frame}
            name="name"
            label={say('account.name')}
            hint={say('account.name-hint')}
            value={typed.name}
            problems={problems}
            autocomplete="off"
            width="middle"
            required
          />
          <Checks
            frame={frame}
            name="roles"
            legend={say('account.roles')}
            hint={say('account.roles-hint')}
            options={roles.map(role => ({ value: role, label: say(`role.${role}`), hint: say(`role.may-${role}`) }))}
            chosen={typed.roles}
            problems={problems}
          />
          <TextField
            frame={frame}
            name="team"
            label={say('account.team')}
            hint={say('account.team-hint')}
            value={typed.team}
            problems={problems}
            autocomplete="off"
            width="middle"
            required={false}
          />
          <TextField
            frame={frame}
            name="until"
            label={say('account.until')}
            hint={say('account.until-hint')}
            value={typed.until}
            problems={problems}
            type="date"
            width="short"
            required
          />
          <Onward frame={frame} label={say(`account.${kind}`)} back={back} />
        </Form>
      )}
      {end !== undefined && (
        <section>
          <Heading level={2}>{say('account.end-title')}</Heading>
          <Paragraph>{say('account.end-text')}</Paragraph>
          <Form gate={end} step="account-end">
            <div class="tb-onward">
              <Button kind="secondary">{say('account.end')}</Button>
            </div>
          </Form>
        </section>
      )}
      {history.length > 0 && (
        <section>
          <Heading level={2}>{say('account.history')}</Heading>
          <Items items={history.map(({ at, kind, by }) => say(`account.event-${kind}`, { at, by }))} />
        </section>
      )}
    </DeskPage>,
  )
}
