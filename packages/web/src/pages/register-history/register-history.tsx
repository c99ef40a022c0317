import type { TimelineRow } from '@toetsbaar/register'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RegisterHistoryView = {
  readonly frame: DeskFrame
  readonly system: string
  /** Oldest first. `person` is the person's name or opaque id. */
  readonly rows: readonly TimelineRow[]
  readonly back: string
}

/** Everything that happened to a dossier, by whom in which role and line; what time alone did too. */
export const renderRegisterHistory = ({ frame, system, rows, back }: RegisterHistoryView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('history.title')}>
      <p class="tb-above">
        <Link href={back}>
          <Outside>{system}</Outside>
        </Link>
      </p>
      <Heading level={1}>{say('history.title')}</Heading>
      <Paragraph lead>{say('history.lead')}</Paragraph>
      <Rows
        caption={say('history.caption', { count: rows.length })}
        columns={[say('history.at'), say('history.what'), say('history.who')]}
        rows={rows.map(({ at, text, detail, who, person }) => [
          <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')}</time>,
          <>
            <Outside>{text}</Outside>
            {detail !== '' && (
              <>
                {': '}
                <Outside>{detail}</Outside>
              </>
            )}
          </>,
          who === undefined ? (
            say('history.time')
          ) : (
            <>
              <Outside>{person}</Outside> ({who})
            </>
          ),
        ])}
      />
    </DeskPage>,
  )
}
