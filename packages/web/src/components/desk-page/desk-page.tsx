import type { ComponentChildren } from 'preact'
import type { DeskFrame, Gate } from '../../frame.ts'
import { Form } from '../form/form.tsx'
import { DemonstrationBanner, Document, Languages, Wordmark } from '../page/page.tsx'
import { Button, Link, Outside } from '../prose/prose.tsx'

type DeskPageProps = {
  readonly frame: DeskFrame
  readonly title: string
  /** The form of the page, where changing the language takes along what was typed in it. */
  readonly gate?: Gate
  /** True where a form came back with problems. */
  readonly failed?: boolean
  /** Addresses of scripts that add to the page; it works without them. */
  readonly scripts?: readonly string[]
  readonly children: ComponentChildren
}

/** Who is signed in and as what, with the way to another role and out. */
const SignedIn = ({ frame }: { readonly frame: DeskFrame }) => {
  const { say } = frame.words
  const { person, otherRoles, switchRole, signOut } = frame.desk
  return (
    <div class="tb-signed-in">
      <p class="tb-signed-in__who">
        <Outside>{person.name}</Outside>
        <span class="tb-signed-in__role">
          {say(`role.${person.role}`)}
          {person.team !== undefined && (
            <>
              {', '}
              <Outside>{say('desk.team', { team: person.team })}</Outside>
            </>
          )}
        </span>
        {person.until !== undefined && (
          <span class="tb-signed-in__role">{say('desk.until', { until: person.until })}</span>
        )}
      </p>
      {otherRoles.length > 0 && (
        <details class="tb-signed-in__roles">
          <summary>{say('desk.other-role')}</summary>
          <Form gate={switchRole} step="role">
            {otherRoles.map(role => (
              <Button kind="secondary" name="role" value={role}>
                {say('desk.act-as', { role: say(`role.${role}`) })}
              </Button>
            ))}
          </Form>
        </details>
      )}
      <Form gate={signOut} step="sign-out">
        <Button kind="secondary">{say('desk.sign-out')}</Button>
      </Form>
    </div>
  )
}

/** The frame of every page at the desk: banner, who is signed in, where this role may go, main part. Works without script. */
export const DeskPage = ({ frame, title, gate, failed = false, scripts = [], children }: DeskPageProps) => {
  const { say } = frame.words
  const { nav } = frame.desk
  return (
    <Document
      frame={frame}
      title={title}
      failed={failed}
      {...(gate !== undefined && { gate })}
      kind="tb-desk"
      sheets={[frame.assets.desk]}
      scripts={scripts}
      header={
        <header class="tb-header">
          <DemonstrationBanner frame={frame} />
          <div class="tb-header__inner">
            <Wordmark href={nav[0]?.href ?? frame.to.home} />
            <Languages frame={frame} gate={gate} />
            <SignedIn frame={frame} />
          </div>
          {nav.length > 0 && (
            <nav class="tb-desk-nav" aria-label={say('desk.nav')}>
              <ul class="tb-desk-nav__list">
                {nav.map(({ place, href, current }) => (
                  <li>
                    <a class="nl-link tb-desk-nav__link" href={href} aria-current={current ? 'page' : undefined}>
                      {say(`desk.to-${place}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </header>
      }
      footer={
        <footer class="tb-footer">
          <div class="tb-footer__inner">
            <p class="nl-paragraph tb-quiet">{say('page.claim')}</p>
            <ul class="tb-footer__links">
              <li>
                <Link href={frame.to.register}>{say('page.register')}</Link>
              </li>
              <li>
                <Link href={frame.to.models}>{say('page.models')}</Link>
              </li>
              <li>
                <Link href={frame.to.accessibility}>{say('page.accessibility')}</Link>
              </li>
            </ul>
          </div>
        </footer>
      }
    >
      {children}
    </Document>
  )
}
