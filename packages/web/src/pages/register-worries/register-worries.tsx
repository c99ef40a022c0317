import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RegisterWorriesView = {
  readonly frame: DeskFrame
  /** Open worries, the one that is due first on top. */
  readonly open: readonly {
    readonly number: string
    readonly system: string
    readonly text: string
    readonly at: string
    readonly by: string
    readonly late: boolean
    readonly entry: string
    /** Undefined for who may not answer. */
    readonly answer?: string | undefined
  }[]
  readonly answered: number
  readonly back: string
}

/** Worries from outside that wait for an answer, with the last day. */
export const renderRegisterWorries = ({ frame, open, answered, back }: RegisterWorriesView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('worries.title')}>
      <p class="tb-above">
        <Link href={back}>{say('board.title')}</Link>
      </p>
      <Heading level={1}>{say('worries.title')}</Heading>
      <Paragraph lead>{say('worries.lead', { open: open.length, answered })}</Paragraph>
      <ul class="tb-cards">
        {open.map(one => (
          <li class="tb-card">
            <h2 class="nl-heading nl-heading--level-3">
              <Link href={one.entry}>
                <Outside>{one.system}</Outside>
              </Link>
            </h2>
            <Paragraph quiet>{say('entry.worry-on', { id: one.number, at: new Date(one.at) })}</Paragraph>
            <p class="nl-paragraph">
              <OwnWords>{one.text}</OwnWords>
            </p>
            <p class={`nl-paragraph${one.late ? ' tb-late' : ''}`}>
              {say(one.late ? 'worries.late' : 'worries.by', { by: new Date(one.by) })}
            </p>
            {one.answer !== undefined && (
              <p class="nl-paragraph">
                <Link href={one.answer}>{say('worries.answer')}</Link>
              </p>
            )}
          </li>
        ))}
      </ul>
    </DeskPage>,
  )
}
