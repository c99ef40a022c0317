import { Page } from '../../components/page/page.tsx'
import { Heading, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type StatementView = { readonly frame: Frame; readonly about: 'privacy' | 'accessibility' }

/** A page of text in parts, a heading and its paragraphs each: privacy, or the accessibility statement. */
export const renderStatement = ({ frame, about }: StatementView): string => {
  const { say, keys } = frame.words
  const parts = [...new Set(keys.flatMap(key => key.match(new RegExp(`^${about}\\.part\\.([^.]+)\\.`))?.[1] ?? []))]
  return toHtml(
    <Page frame={frame} title={say(`${about}.title`)} reminder={false}>
      <Heading level={1}>{say(`${about}.title`)}</Heading>
      <Paragraph lead>{say(`${about}.lead`)}</Paragraph>
      {parts.map(part => (
        <section aria-labelledby={`part-${part}`}>
          <Heading level={2} look={3} id={`part-${part}`}>
            {say(`${about}.part.${part}.title`)}
          </Heading>
          {keys
            .filter(key => key.startsWith(`${about}.part.${part}.text`))
            .map(key => (
              <Paragraph>{say(key)}</Paragraph>
            ))}
        </section>
      ))}
    </Page>,
  )
}
