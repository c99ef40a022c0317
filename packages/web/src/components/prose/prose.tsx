import type { ComponentChildren } from 'preact'

type Children = { readonly children?: ComponentChildren }

export const Heading = ({
  level,
  id,
  look = level,
  children,
}: Children & { readonly level: 1 | 2 | 3 | 4; readonly id?: string; readonly look?: 1 | 2 | 3 | 4 }) => {
  const Tag = `h${level}` as const
  return (
    <Tag id={id} class={`nl-heading nl-heading--level-${look}`}>
      {children}
    </Tag>
  )
}

/** A part of a page under its own heading, found by it in a list of regions. */
export const Part = ({
  id,
  title,
  level = 2,
  look,
  children,
}: Children & {
  readonly id: string
  readonly title: ComponentChildren
  readonly level?: 2 | 3
  readonly look?: 2 | 3 | 4
}) => (
  <section aria-labelledby={id}>
    <Heading level={level} id={id} {...(look !== undefined && { look })}>
      {title}
    </Heading>
    {children}
  </section>
)

export const Paragraph = ({
  children,
  lead = false,
  quiet = false,
  id,
}: Children & { readonly lead?: boolean; readonly quiet?: boolean; readonly id?: string }) => (
  <p id={id} class={`nl-paragraph${lead ? ' nl-paragraph--lead' : ''}${quiet ? ' tb-quiet' : ''}`}>
    {children}
  </p>
)

export const Link = ({ href, children, rel }: Children & { readonly href: string; readonly rel?: string }) => (
  <a class="nl-link" href={href} rel={rel}>
    {children}
  </a>
)

/** A link to another site; it sends no address along. Data that is no web address stays text. */
export const LinkOut = ({ href, children }: Children & { readonly href: string }) =>
  /^https?:\/\//.test(href) ? (
    <Link href={href} rel="external noreferrer">
      {children}
    </Link>
  ) : (
    <span>{children}</span>
  )

/** A link that looks like the one thing to do next. */
export const ActionLink = ({
  href,
  children,
  kind = 'primary',
}: Children & { readonly href: string; readonly kind?: 'primary' | 'secondary' }) => (
  <a class={`nl-button nl-button--${kind}`} href={href}>
    {children}
  </a>
)

export const Button = ({
  children,
  kind = 'primary',
  name,
  value,
  describedBy,
}: Children & {
  readonly kind?: 'primary' | 'secondary' | 'subtle'
  readonly name?: string
  readonly value?: string
  /** The id of the text that says what the button does, where its own words need it. */
  readonly describedBy?: string
}) => (
  <button class={`nl-button nl-button--${kind}`} type="submit" name={name} value={value} aria-describedby={describedBy}>
    {children}
  </button>
)

export const Items = ({ items }: { readonly items: readonly ComponentChildren[] }) => (
  <ul class="utrecht-unordered-list">
    {items.map(item => (
      <li class="utrecht-unordered-list__item">{item}</li>
    ))}
  </ul>
)

export const Steps = ({ items }: { readonly items: readonly ComponentChildren[] }) => (
  <ol class="tb-steps">
    {items.map(item => (
      <li class="tb-steps__item">{item}</li>
    ))}
  </ol>
)

/** Words that a person typed: in their own letter, kept apart from the direction of the text around them. */
export const OwnWords = ({ children }: Children) => (
  <q class="tb-own-words" dir="auto">
    {children}
  </q>
)

/** Any text that came from outside, inside a sentence of ours: its direction does not spill over. */
export const Outside = ({ children }: Children) => <bdi>{children}</bdi>
