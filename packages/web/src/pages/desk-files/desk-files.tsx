import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Heading, Link, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type FileRow = {
  readonly number: string
  readonly href: string
  readonly state: 'open' | 'closed'
  readonly team: string | undefined
  readonly cases: number
  readonly opened: Date
  readonly changed: Date
}

/** Groups of cases that persons put together. */
export const renderDeskFiles = ({
  frame,
  files,
}: {
  readonly frame: DeskFrame
  readonly files: readonly FileRow[]
}): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('desk-files.title')}>
      <Heading level={1}>{say('desk-files.title')}</Heading>
      <Paragraph lead>{say('desk-files.lead')}</Paragraph>
      {files.length === 0 ? (
        <Notice kind="info">
          <Paragraph>{say('desk-files.none')}</Paragraph>
        </Notice>
      ) : (
        <Rows
          caption={say('desk-files.count', { count: files.length })}
          columns={(['number', 'state', 'cases', 'team', 'opened', 'changed'] as const).map(column =>
            say(`desk-files.${column}`),
          )}
          rows={files.map(({ number, href, state, team, cases, opened, changed }) => [
            <Link href={href}>{number}</Link>,
            say(`desk-files.${state}`),
            String(cases),
            team ?? '',
            say('desk-files.day', { day: opened }),
            say('desk-files.day', { day: changed }),
          ])}
        />
      )}
    </DeskPage>,
  )
}
