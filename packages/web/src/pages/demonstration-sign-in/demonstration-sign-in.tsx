import { Form } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type DemonstrationSignInView = {
  readonly frame: Frame
  /** Sends `account`: the subject of an invented person. */
  readonly gate: Gate
  readonly accounts: readonly {
    readonly subject: string
    readonly name: string
    readonly roles: readonly string[]
    readonly team?: string
  }[]
}

/** In the demonstration: every invented person whom a visitor may be, one click each, with what that role may do. */
export const renderDemonstrationSignIn = ({ frame, gate, accounts }: DemonstrationSignInView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('demonstration.title')} reminder={false}>
      <Heading level={1}>{say('demonstration.title')}</Heading>
      <Paragraph lead>{say('demonstration.lead')}</Paragraph>
      <Form gate={gate} step="demonstration-sign-in">
        <ul class="tb-people">
          {accounts.map(({ subject, name, roles, team }) => (
            <li class="tb-people__person">
              <Button kind="secondary" name="account" value={subject} describedBy={`about-${subject}`}>
                <Outside>{name}</Outside>
              </Button>
              <div id={`about-${subject}`}>
                {roles.map(role => (
                  <Paragraph>
                    <strong>{say('demonstration.role', { role: say(`role.${role}`) })}</strong>{' '}
                    {say(`role.may-${role}`)}
                  </Paragraph>
                ))}
                {team !== undefined && <Paragraph quiet>{say('desk.team', { team })}</Paragraph>}
              </div>
            </li>
          ))}
        </ul>
      </Form>
    </Page>,
  )
}
