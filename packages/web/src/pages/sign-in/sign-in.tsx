import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Link, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type SignInView = {
  readonly frame: Frame
  /** Where signing in begins; absent where no provider is configured. */
  readonly begin?: string
  /** True just after signing out. */
  readonly signedOut: boolean
}

/** The door of the desk, for who works here. A citizen who strays in is shown the way back. */
export const renderSignIn = ({ frame, begin, signedOut }: SignInView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('sign-in.title')} reminder={false}>
      {signedOut && (
        <Notice kind="ok" live>
          <Paragraph>{say('sign-in.signed-out')}</Paragraph>
        </Notice>
      )}
      <Heading level={1}>{say('sign-in.title')}</Heading>
      <Paragraph lead>{say('sign-in.lead')}</Paragraph>
      {begin === undefined ? (
        <Paragraph>{say('sign-in.none')}</Paragraph>
      ) : (
        <>
          <Paragraph>{say(frame.demonstration ? 'sign-in.demonstration' : 'sign-in.provider')}</Paragraph>
          <div class="tb-onward">
            <ActionLink href={begin}>{say('sign-in.begin')}</ActionLink>
          </div>
          <Paragraph quiet>{say('sign-in.ends')}</Paragraph>
        </>
      )}
      <Paragraph>
        {say('sign-in.citizen')} <Link href={frame.to.resume}>{say('page.resume')}</Link>
      </Paragraph>
    </Page>,
  )
}
