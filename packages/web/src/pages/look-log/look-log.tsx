import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

/** One line of the access log, as an overseer may read it: a role and an opaque number, and no name. */
export type LookLine = {
  readonly at: Date
  readonly person: string
  /** A role of the desk, or what kind of party it was. */
  readonly role: string
  readonly operation: string
  readonly purpose: string
  readonly status: 'ok' | 'error' | 'refused'
  /** The case, with the page of all lines about it. */
  readonly about?: { readonly number: string; readonly href: string }
}

export type LookLogView = {
  readonly frame: DeskFrame
  /** The day, or the case, that the lines are of. */
  readonly day: Date
  readonly number?: string
  readonly lines: readonly LookLine[]
  /** What the daily job puts into the ledger about this day. */
  readonly digest: { readonly lines: number; readonly root: string }
  readonly to: {
    readonly back: string
    readonly before: string
    readonly after?: string
    /** The lines that follow; absent after the last one. */
    readonly more?: string
    readonly checkpoint: string
  }
}

/** Who looked at what, when and for which purpose: a day, or a case. */
export const renderLookLog = ({ frame, day, number, lines, digest, to }: LookLogView): string => {
  const { say, keys } = frame.words
  const title = say('look-log.title')
  const whoIs = (role: string) => {
    const key = [`role.${role}`, `look-log.by-${role}`].find(each => keys.includes(each))
    return key === undefined ? <Outside>{role}</Outside> : say(key)
  }
  return toHtml(
    <DeskPage frame={frame} title={title}>
      <p class="nl-paragraph">
        <Link href={to.back}>{say('look-log.back')}</Link>
      </p>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>
        {number === undefined ? say('look-log.day', { day }) : say('look-log.of-case', { number })}
      </Paragraph>
      {number === undefined && (
        <p class="nl-paragraph tb-onward">
          <Link href={to.before}>{say('look-log.before')}</Link>
          {to.after !== undefined && <Link href={to.after}>{say('look-log.after')}</Link>}
        </p>
      )}
      {lines.length === 0 ? (
        <Paragraph>{say('look-log.none')}</Paragraph>
      ) : (
        <div class="tb-wide tb-scroll">
          <table class="utrecht-table tb-accounts">
            <caption class="utrecht-table__caption">{say('look-log.count', { count: lines.length })}</caption>
            <thead class="utrecht-table__header">
              <tr class="utrecht-table__row">
                {(['at', 'who', 'what', 'purpose', 'about', 'status'] as const).map(column => (
                  <th class="utrecht-table__header-cell" scope="col">
                    {say(`look-log.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="utrecht-table__body">
              {lines.map(({ at, person, role, operation, purpose, status, about }) => (
                <tr class="utrecht-table__row">
                  <td class="utrecht-table__cell">{say('look-log.moment', { at })}</td>
                  <td class="utrecht-table__cell">
                    {whoIs(role)} <code>{person}</code>
                  </td>
                  <td class="utrecht-table__cell">
                    <code>{operation}</code>
                  </td>
                  <td class="utrecht-table__cell">
                    <Outside>{purpose}</Outside>
                  </td>
                  <td class="utrecht-table__cell">
                    {about === undefined ? say('look-log.no-case') : <Link href={about.href}>{about.number}</Link>}
                  </td>
                  <td class="utrecht-table__cell">{say(`look-log.status-${status}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {to.more !== undefined && (
        <Paragraph>
          <Link href={to.more}>{say('look-log.more')}</Link>
        </Paragraph>
      )}
      <Heading level={2}>{say('look-log.check')}</Heading>
      <Paragraph>{say('look-log.check-text', { count: digest.lines })}</Paragraph>
      <Paragraph>
        <code class="tb-digest">{digest.root}</code>
      </Paragraph>
      <Paragraph>
        <Link href={to.checkpoint}>{say('look-log.checkpoint')}</Link>
      </Paragraph>
    </DeskPage>,
  )
}
