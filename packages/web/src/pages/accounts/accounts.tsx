import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { ActionLink, Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** Whether somebody can sign in with an account now. */
export type AccountState = 'open' | 'past' | 'ended'

export type AccountsView = {
  readonly frame: DeskFrame
  readonly accounts: readonly {
    readonly id: string
    readonly name: string
    readonly roles: readonly string[]
    readonly team: string | undefined
    readonly until: Date
    readonly state: AccountState
    readonly href: string
  }[]
  /** Absent for who may only look. */
  readonly add?: string
  /** What was just done. */
  readonly done?: 'added' | 'changed' | 'ended' | 'reopened'
}

/** Who may sign in, as what and until when. Nothing of any case. */
export const renderAccounts = ({ frame, accounts, add, done }: AccountsView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('accounts.title')}>
      {done !== undefined && (
        <Notice kind="ok" live>
          <Paragraph>{say(`accounts.done-${done}`)}</Paragraph>
        </Notice>
      )}
      <Heading level={1}>{say('accounts.title')}</Heading>
      <Paragraph lead>{say('accounts.lead')}</Paragraph>
      {add !== undefined && (
        <div class="tb-onward">
          <ActionLink href={add}>{say('accounts.add')}</ActionLink>
        </div>
      )}
      <div class="tb-wide tb-scroll">
        <table class="utrecht-table tb-accounts">
          <caption class="utrecht-table__caption">{say('accounts.count', { count: accounts.length })}</caption>
          <thead class="utrecht-table__header">
            <tr class="utrecht-table__row">
              {(['name', 'roles', 'team', 'until', 'state', 'number'] as const).map(column => (
                <th class="utrecht-table__header-cell" scope="col">
                  {say(`accounts.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="utrecht-table__body">
            {accounts.map(({ id, name, roles, team, until, state, href }) => (
              <tr class="utrecht-table__row">
                <th class="utrecht-table__cell tb-accounts__name" scope="row">
                  <Link href={href}>
                    <Outside>{name}</Outside>
                  </Link>
                </th>
                <td class="utrecht-table__cell">{roles.map(role => say(`role.${role}`)).join(', ')}</td>
                <td class="utrecht-table__cell">
                  {team === undefined ? say('accounts.no-team') : <Outside>{team}</Outside>}
                </td>
                <td class="utrecht-table__cell">{say('accounts.day', { day: until })}</td>
                <td class="utrecht-table__cell">{say(`accounts.${state}`)}</td>
                <td class="utrecht-table__cell">
                  <code>{id}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DeskPage>,
  )
}
