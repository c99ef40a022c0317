import type { ComponentChildren } from 'preact'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Heading, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type DifferenceView = {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Differences as rows of a table. A side where the place is not there says so. */
export const differenceRows = (
  frame: DeskFrame,
  differences: readonly DifferenceView[],
): readonly (readonly ComponentChildren[])[] =>
  differences.map(({ path, before, after }) => [
    <code>{path}</code>,
    before === undefined ? frame.words.say('diff.nothing') : <Outside>{before}</Outside>,
    after === undefined ? frame.words.say('diff.nothing') : <Outside>{after}</Outside>,
  ])

export type RegisterDiffView = {
  readonly frame: DeskFrame
  readonly system: string
  readonly before: number
  /** Undefined for the draft. */
  readonly after: number | undefined
  readonly differences: readonly DifferenceView[]
  /** Other pairs of versions to look at. */
  readonly pairs: readonly { readonly before: number; readonly after: number; readonly href: string }[]
  /** For a draft: hands it in as the next version, or throws it away. */
  readonly draft?:
    | {
        readonly gate: Gate
        readonly drop: Gate
        readonly because: string
        readonly problems: readonly Problem[]
        readonly refused?: string | undefined
        /** True where another version came after the one that the draft began from. */
        readonly behind: boolean
        readonly next: number
      }
    | undefined
  readonly back: string
}

/** Where two versions of a dossier differ, place by place; and for a draft the way to hand it in. */
export const renderRegisterDiff = (view: RegisterDiffView): string => {
  const { frame, system, before, after, differences, pairs, draft, back } = view
  const { say } = frame.words
  const title = after === undefined ? say('diff.draft-title', { before }) : say('diff.title', { before, after })
  const problems = draft?.problems ?? []
  return toHtml(
    <DeskPage frame={frame} title={title} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} />
      <p class="tb-above">
        <Link href={back}>
          <Outside>{system}</Outside>
        </Link>
      </p>
      <Heading level={1}>{title}</Heading>
      {draft?.refused !== undefined && (
        <Notice kind="warning" live>
          <p class="nl-paragraph">
            <strong>{say('form.refused')}</strong> <Outside>{draft.refused}</Outside>
          </p>
        </Notice>
      )}
      {draft?.behind === true && <Paragraph>{say('diff.behind')}</Paragraph>}
      {differences.length === 0 ? (
        <Paragraph>{say('diff.same')}</Paragraph>
      ) : (
        <Rows
          caption={say('diff.caption', { count: differences.length })}
          columns={[say('diff.place'), say('diff.before'), say('diff.after')]}
          rows={differenceRows(frame, differences)}
        />
      )}
      {draft !== undefined && (
        <>
          <Form gate={draft.gate} step="register-file">
            <TextArea
              frame={frame}
              name="because"
              label={say('diff.because')}
              value={draft.because}
              problems={problems}
              rows={3}
              required
            />
            <Onward frame={frame} label={say('diff.file', { next: draft.next })} back={back} />
          </Form>
          <Form gate={draft.drop} step="register-drop">
            <div class="tb-onward">
              <button class="nl-button nl-button--subtle" type="submit">
                {say('diff.drop')}
              </button>
            </div>
          </Form>
        </>
      )}
      {pairs.length > 0 && (
        <Part id="pairs" title={say('diff.others')} look={3}>
          <ul class="tb-register-links">
            {pairs.map(pair => (
              <li>
                <Link href={pair.href}>{say('diff.title', { before: pair.before, after: pair.after })}</Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </DeskPage>,
  )
}
