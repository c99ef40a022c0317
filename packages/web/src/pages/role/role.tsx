import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RoleView = { readonly frame: DeskFrame }

/** In which role somebody is signed in, what it may do, and where it goes from here. */
export const renderRole = ({ frame }: RoleView): string => {
  const { say } = frame.words
  const { person, nav, otherRoles } = frame.desk
  return toHtml(
    <DeskPage frame={frame} title={say('role.title')}>
      <Heading level={1}>{say('role.title')}</Heading>
      <Paragraph lead>{say('role.now', { role: say(`role.${person.role}`) })}</Paragraph>
      <Paragraph>{say(`role.may-${person.role}`)}</Paragraph>
      {nav.length > 0 ? (
        <>
          <Paragraph>{say('role.go')}</Paragraph>
          <ul class="utrecht-unordered-list">
            {nav.map(({ place, href }) => (
              <li class="utrecht-unordered-list__item">
                <Link href={href}>{say(`desk.to-${place}`)}</Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Paragraph>{say('role.nowhere')}</Paragraph>
      )}
      {otherRoles.length > 0 && <Paragraph quiet>{say('role.others')}</Paragraph>}
      <Paragraph quiet>{say('role.logged')}</Paragraph>
    </DeskPage>,
  )
}
