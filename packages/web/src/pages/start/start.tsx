import { Page } from '../../components/page/page.tsx'
import { ActionLink, Heading, Items, Link, Paragraph, Part, Steps } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type StartView = { readonly frame: Frame; readonly begin: string }

const parts = (frame: Frame, key: string): readonly string[] =>
  frame.words.keys.filter(name => name.startsWith(`${key}.`)).map(name => frame.words.say(name))

/** What the site does, shown rather than told: from someone's words to a rule, to the law, to an advice. */
const Glimpse = ({ frame }: { readonly frame: Frame }) => {
  const { say } = frame.words
  return (
    <figure class="tb-glimpse">
      <figcaption class="tb-glimpse__caption">{say('start.glimpse')}</figcaption>
      <ol class="tb-glimpse__steps">
        <li class="tb-glimpse__step tb-glimpse__step--words">
          <span class="tb-glimpse__voice">{say('start.glimpse-words')}</span>
          <span class="tb-glimpse__text">
            {say('start.glimpse-before')} <mark class="nl-mark">{say('start.glimpse-marked')}</mark>{' '}
            {say('start.glimpse-after')}
          </span>
        </li>
        <li class="tb-glimpse__step">
          <span class="tb-glimpse__voice">{say('start.glimpse-read')}</span>
          <span class="tb-glimpse__text">{say('start.glimpse-statement')}</span>
        </li>
        <li class="tb-glimpse__step">
          <span class="tb-glimpse__voice">{say('start.glimpse-rule')}</span>
          <span class="tb-glimpse__text">{say('start.glimpse-reason')}</span>
        </li>
        <li class="tb-glimpse__step tb-glimpse__step--law">
          <span class="tb-glimpse__voice">{say('start.glimpse-law')}</span>
          <span class="tb-glimpse__text">{say('start.glimpse-article')}</span>
        </li>
      </ol>
    </figure>
  )
}

/** The first page: what this does and does not do, how long it takes, who decides, and privacy in short. */
export const renderStart = ({ frame, begin }: StartView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('start.title')} reminder={false}>
      <div class="tb-columns tb-opening">
        <div class="tb-flow">
          <Heading level={1}>{say('start.title')}</Heading>
          <Paragraph lead>{say('start.lead')}</Paragraph>
          <div class="tb-onward">
            <ActionLink href={begin}>{say('start.begin')}</ActionLink>
          </div>
          <Paragraph quiet>{say('start.time')}</Paragraph>
        </div>
        <Glimpse frame={frame} />
      </div>
      <section class="tb-urgent" aria-labelledby="urgent">
        <Heading level={2} look={3} id="urgent">
          {say('start.urgent-title')}
        </Heading>
        <Items items={parts(frame, 'start.urgent')} />
      </section>
      <Part id="how" title={say('start.how-title')}>
        <Steps items={parts(frame, 'start.how')} />
      </Part>
      <div class="tb-pair">
        <Part id="does" title={say('start.does-title')} look={3}>
          <Items items={parts(frame, 'start.does')} />
        </Part>
        <Part id="does-not" title={say('start.does-not-title')} look={3}>
          <Items items={parts(frame, 'start.does-not')} />
        </Part>
      </div>
      <Part id="who" title={say('start.who-title')}>
        <Paragraph>{say('start.who')}</Paragraph>
      </Part>
      <Part id="privacy" title={say('start.privacy-title')}>
        <Paragraph>{say('start.privacy')}</Paragraph>
        <Paragraph>
          <Link href={frame.to.privacy}>{say('start.privacy-more')}</Link>
        </Paragraph>
      </Part>
      <div class="tb-onward">
        <ActionLink href={begin}>{say('start.begin')}</ActionLink>
        <Link href={frame.to.resume}>{say('page.resume')}</Link>
      </div>
    </Page>,
  )
}
