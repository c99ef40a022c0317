import type { ComponentChildren } from 'preact'
import type { Frame, Gate } from '../../frame.ts'
import { formId } from '../form/form.tsx'
import { Link } from '../prose/prose.tsx'

type PageProps = {
  readonly frame: Frame
  readonly title: string
  /** The form of the page, where changing the language takes along what was typed in it. */
  readonly gate?: Gate
  /** True where a form came back with problems: the title then says so first, as screen readers read it first. */
  readonly failed?: boolean
  /** Pages about AI advice carry the reminder; pages about law and privacy do not. */
  readonly reminder?: boolean
  readonly children: ComponentChildren
}

export type LanguagesProps = { readonly frame: Frame; readonly gate: Gate | undefined }

/** The other languages: a link, or a button of the form of the page, so that what was typed and not sent goes along. */
export const Languages = ({ frame, gate }: LanguagesProps) => (
  <nav class="tb-languages" aria-label={frame.words.say('page.languages')}>
    <ul class="tb-languages__list">
      {frame.languages.map(language => (
        <li>
          {language.code === frame.words.code ? (
            <span class="tb-languages__current" aria-current="true" lang={language.code}>
              {language.name}
            </span>
          ) : gate?.switch?.[language.code] !== undefined ? (
            <button
              class="tb-languages__button"
              type="submit"
              form={formId}
              formAction={gate.switch[language.code]}
              name="do"
              value="switch"
              lang={language.code}
            >
              {language.name}
            </button>
          ) : (
            <a class="nl-link tb-languages__link" href={language.href} lang={language.code} hreflang={language.code}>
              {language.name}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
)

/** In demonstration mode, on every page: that nothing here is real. */
export const DemonstrationBanner = ({ frame }: { readonly frame: Frame }) =>
  frame.demonstration ? (
    <div class="tb-demonstration">
      <p class="tb-demonstration__text">{frame.words.say('page.demonstration')}</p>
    </div>
  ) : null

/** The name of the site, which leads to its first page. */
export const Wordmark = ({ href }: { readonly href: string }) => (
  <a class="tb-wordmark" href={href}>
    <span class="tb-wordmark__marked">toets</span>baar
  </a>
)

const Header = ({ frame, gate }: LanguagesProps) => {
  const { say } = frame.words
  return (
    <header class="tb-header">
      <DemonstrationBanner frame={frame} />
      <div class="tb-header__inner">
        <Wordmark href={frame.to.home} />
        <Languages frame={frame} gate={gate} />
        {frame.openCase ? (
          <Link href={frame.openCase.leave}>{say('page.leave')}</Link>
        ) : (
          <Link href={frame.to.resume}>{say('page.resume')}</Link>
        )}
      </div>
    </header>
  )
}

const Footer = ({ frame }: { readonly frame: Frame }) => {
  const { say } = frame.words
  const { to } = frame
  return (
    <footer class="tb-footer">
      <div class="tb-footer__inner">
        <p class="nl-paragraph tb-footer__claim">{say('page.claim')}</p>
        <nav aria-label={say('page.about')}>
          <ul class="tb-footer__links">
            <li>
              <Link href={to.models}>{say('page.models')}</Link>
            </li>
            <li>
              <Link href={to.read}>{say('page.read')}</Link>
            </li>
            <li>
              <Link href={to.register}>{say('page.register')}</Link>
            </li>
            <li>
              <Link href={to.privacy}>{say('page.privacy')}</Link>
            </li>
            <li>
              <Link href={to.accessibility}>{say('page.accessibility')}</Link>
            </li>
          </ul>
        </nav>
        <p class="nl-paragraph tb-quiet">{say('page.emergency')}</p>
      </div>
    </footer>
  )
}

type DocumentProps = Omit<PageProps, 'reminder'> & {
  readonly header: ComponentChildren
  readonly footer?: ComponentChildren
  /** Further classes of the body, and further style sheets. */
  readonly kind?: string
  readonly sheets?: readonly string[]
  /** What a page of the desk can do besides, where scripts run; it works without. */
  readonly scripts?: readonly string[]
}

/** What every page of the site and of the desk is: head, skip link, header, main part, footer. No inline script or style. */
export const Document = (props: DocumentProps) => {
  const { frame, title, gate, failed = false, header, footer, kind, sheets = [], scripts = [], children } = props
  const { say, code, direction } = frame.words
  return (
    <html lang={code} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{say(failed ? 'page.title-failed' : 'page.title', { title })}</title>
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={frame.assets.styles} />
        {sheets.map(href => (
          <link rel="stylesheet" href={href} />
        ))}
        {scripts.map(src => (
          <script type="module" src={src} />
        ))}
      </head>
      <body class={`utrecht-document utrecht-document--surface tb-page${kind === undefined ? '' : ` ${kind}`}`}>
        <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#main">
          {say('page.skip')}
        </a>
        {/* Enter in a field presses the first button of its form. That has to be the one that goes on. */}
        {gate?.switch !== undefined && (
          <button class="tb-unseen" type="submit" form={formId} tabIndex={-1} aria-hidden="true">
            {say('page.next')}
          </button>
        )}
        {header}
        <main id="main" class="tb-main" tabIndex={-1}>
          {children}
        </main>
        {footer}
        <link rel="stylesheet" href={frame.assets.fonts} />
      </body>
    </html>
  )
}

/** The frame of every page for citizens: skip link, header with the banner of the demonstration, main part, footer. */
export const Page = ({ frame, title, gate, failed = false, reminder = true, children }: PageProps) => (
  <Document
    frame={frame}
    title={title}
    failed={failed}
    {...(gate !== undefined && { gate })}
    header={<Header frame={frame} gate={gate} />}
    footer={<Footer frame={frame} />}
  >
    {children}
    {reminder && <p class="nl-paragraph tb-reminder">{frame.words.say('page.reminder')}</p>}
  </Document>
)
