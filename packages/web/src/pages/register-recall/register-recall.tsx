import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type RegisterRecallView = {
  readonly frame: DeskFrame
  readonly system: string
  /** The versions that are recalled. */
  readonly versions: readonly { readonly number: number; readonly digest: string }[]
  /** Cases by their number at the desk, with what ran in each. A link only for who may open the case. */
  readonly cases: readonly {
    readonly number: string
    readonly uses: number
    readonly last: string
    readonly href?: string | undefined
  }[]
  readonly permits: number
  readonly back: string
}

/** Everything that a version touched, exactly: by the permits under which it ran. */
export const renderRegisterRecall = ({ frame, system, versions, cases, permits, back }: RegisterRecallView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('recall.title')}>
      <p class="tb-above">
        <Link href={back}>
          <Outside>{system}</Outside>
        </Link>
      </p>
      <Heading level={1}>{say('recall.title')}</Heading>
      <Paragraph lead>{say('recall.lead', { cases: cases.length, permits })}</Paragraph>
      <Rows
        caption={say('recall.versions')}
        columns={[say('recall.version'), say('recall.digest')]}
        rows={versions.map(({ number, digest }) => [String(number), <code class="tb-digest">{digest}</code>])}
      />
      {cases.length > 0 && (
        <Rows
          caption={say('recall.cases')}
          columns={[say('recall.case'), say('recall.uses'), say('recall.last')]}
          rows={cases.map(({ number, uses, last, href }) => [
            href === undefined ? number : <Link href={href}>{number}</Link>,
            String(uses),
            <time dateTime={last}>{say('entry.day-of', { day: new Date(last) })}</time>,
          ])}
        />
      )}
    </DeskPage>,
  )
}
