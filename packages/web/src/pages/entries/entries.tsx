import { Page } from '../../components/page/page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { EntryState } from '../entry/entry.tsx'

export type EntriesView = {
  readonly frame: Frame
  readonly entries: readonly {
    readonly name: string
    readonly purpose: string
    readonly state: EntryState
    readonly href: string
  }[]
}

/** The public register: every AI system, retired ones too. */
export const renderEntries = ({ frame, entries }: EntriesView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('entry.list')} reminder={false}>
      <Heading level={1}>{say('entry.list')}</Heading>
      <Paragraph lead>{say('entry.list-lead')}</Paragraph>
      <ul class="tb-cards">
        {entries.map(entry => (
          <li class="tb-card">
            <h2 class="nl-heading nl-heading--level-3">
              <Link href={entry.href}>
                <Outside>{entry.name}</Outside>
              </Link>
            </h2>
            <Paragraph>
              <Outside>{entry.purpose}</Outside>
            </Paragraph>
            <Paragraph quiet>{say(`entry.state-${entry.state}`)}</Paragraph>
          </li>
        ))}
      </ul>
    </Page>,
  )
}
