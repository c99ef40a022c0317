import type { Override } from '@toetsbaar/desk'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { SystemUsed } from '../../desk-case.ts'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { reasonText } from '../desk-case/case-words.tsx'

export type DeskOverridesView = {
  readonly frame: DeskFrame
  readonly rows: readonly (Override & {
    /** The title of an outcome in the page's language; its id where the model is gone. */
    readonly advisedTitle: string
    readonly betterTitle: string | undefined
  })[]
  /** The same as rows of a case table, ready to be judged. */
  readonly yaml: string
  readonly systems: readonly SystemUsed[]
  readonly to: { readonly download: string; readonly oversight: string }
}

/** Decisions against the advice, as cases for the authors of a model: facts and outcomes, and no words of anybody. */
export const renderDeskOverrides = ({ frame, rows, yaml, systems, to }: DeskOverridesView): string => {
  const { say } = frame.words
  const title = say('desk-overrides.title')
  return toHtml(
    <DeskPage frame={frame} title={title}>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>{say('desk-overrides.lead')}</Paragraph>
      <Paragraph>{say('desk-overrides.how')}</Paragraph>
      {rows.length === 0 ? (
        <Paragraph>{say('desk-overrides.none')}</Paragraph>
      ) : (
        <>
          <div class="tb-wide">
            <Rows
              caption={say('desk-overrides.count', { count: rows.length })}
              columns={(['id', 'model', 'facts', 'advised', 'decided', 'better'] as const).map(column =>
                say(`desk-overrides.${column}`),
              )}
              rows={rows.map(row => [
                <>
                  <code>{row.id}</code> {say('desk-overrides.day', { day: new Date(row.at) })}
                </>,
                <>
                  {row.subject} <code class="tb-digest">{row.model}</code>
                </>,
                <code class="tb-digest">{row.facts.join(', ')}</code>,
                <Outside>{row.advisedTitle}</Outside>,
                <>
                  {say(`desk-word.kind-${row.kind}`)}: {reasonText({ frame }, row.reason)}
                </>,
                row.betterTitle === undefined ? say('desk-overrides.not-said') : <Outside>{row.betterTitle}</Outside>,
              ])}
            />
          </div>
          <section class="tb-wide" aria-labelledby="rows">
            <Heading level={2} look={3} id="rows">
              {say('desk-overrides.ready')}
            </Heading>
            <pre class="tb-rows-ready">
              <code>{yaml}</code>
            </pre>
            <Paragraph>
              <Link href={to.download}>{say('desk-overrides.download')}</Link>
            </Paragraph>
          </section>
        </>
      )}
      <Paragraph>
        <Link href={to.oversight}>{say('desk-oversight.title')}</Link>
      </Paragraph>
      <Systems frame={frame} systems={systems} />
    </DeskPage>,
  )
}
