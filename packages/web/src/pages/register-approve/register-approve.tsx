import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { type DifferenceView, differenceRows } from '../register-diff/register-diff.tsx'

type Given = { readonly who: string; readonly at: string }

export type RegisterApproveView = {
  readonly frame: DeskFrame
  readonly system: string
  readonly step: string
  readonly version: number
  readonly asked: { readonly who: string; readonly at: string; readonly because: string }
  /** What the approval is about, and what would run. */
  readonly content: string
  readonly digest: string | undefined
  /** Who approved, by line of defence. */
  readonly first: Given | undefined
  readonly second: Given | undefined
  /** Other words of the request: a farewell, a plan, an exemption. */
  readonly besides: readonly { readonly key: string; readonly value: string }[]
  /** Against the version that may run now. */
  readonly differences: readonly DifferenceView[]
  readonly missing: readonly string[]
  /** Sends the approval; undefined for who may not, and then `whyNot` says why. */
  readonly approve?: Gate | undefined
  readonly whyNot?: string | undefined
  /** Sends `because`: says no, or stops everything (the third line). */
  readonly decline?: Gate | undefined
  readonly block?: Gate | undefined
  readonly because: string
  readonly problems: readonly Problem[]
  readonly refused?: string | undefined
  readonly back: string
}

/** A request for a step: two pairs of eyes of two lines. It says why somebody may not approve. */
export const renderRegisterApprove = (view: RegisterApproveView): string => {
  const { frame, system, step, version, asked, content, digest, first, second, besides, differences, missing } = view
  const { say } = frame.words
  const given = (one: Given | undefined) =>
    one === undefined ? (
      say('approve.open')
    ) : (
      <>
        <Outside>{one.who}</Outside>, <time dateTime={one.at}>{one.at.slice(0, 16).replace('T', ' ')}</time>
      </>
    )
  const title = say('approve.title', { step: say(`option.${step}`), version })
  return toHtml(
    <DeskPage frame={frame} title={title} failed={view.problems.length > 0}>
      <ErrorSummary frame={frame} problems={view.problems} />
      <p class="tb-above">
        <Link href={view.back}>
          <Outside>{system}</Outside>
        </Link>
      </p>
      <Heading level={1}>{title}</Heading>
      {view.refused !== undefined && (
        <Notice kind="warning" live>
          <p class="nl-paragraph">
            <strong>{say('form.refused')}</strong> <Outside>{view.refused}</Outside>
          </p>
        </Notice>
      )}
      <Paragraph lead>{say('approve.lead')}</Paragraph>
      <Facts
        facts={[
          { key: say('approve.asked'), value: given(asked) },
          { key: say('approve.why'), value: <Outside>{asked.because}</Outside> },
          { key: say('approve.first'), value: given(first) },
          { key: say('approve.second'), value: given(second) },
          ...besides.map(({ key, value }) => ({ key: say(key), value: <Outside>{value}</Outside> })),
          { key: say('approve.content'), value: <code class="tb-digest">{content}</code> },
          {
            key: say('approve.digest'),
            value: digest === undefined ? say('dossier.not-bound') : <code class="tb-digest">{digest}</code>,
          },
        ]}
      />
      {differences.length > 0 && (
        <Rows
          caption={say('approve.differences', { count: differences.length })}
          columns={[say('diff.place'), say('diff.before'), say('diff.after')]}
          rows={differenceRows(frame, differences)}
        />
      )}
      {missing.length > 0 && (
        <Part id="missing" title={say('approve.missing')} look={3}>
          <ul class="utrecht-unordered-list">
            {missing.map(one => (
              <li class="utrecht-unordered-list__item">
                <Outside>{one}</Outside>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {view.approve !== undefined ? (
        <Form gate={view.approve} step="register-approve">
          <div class="tb-onward">
            <Button>{say('approve.yes')}</Button>
          </div>
        </Form>
      ) : (
        <Notice kind="info">
          <p class="nl-paragraph">
            <strong>{say('approve.not-you')}</strong> <Outside>{view.whyNot}</Outside>
          </p>
        </Notice>
      )}
      {(view.decline !== undefined || view.block !== undefined) && (
        <Form gate={view.decline ?? view.block ?? { action: '', csrf: '', version: '' }} step="register-decline">
          <TextArea
            frame={frame}
            name="because"
            label={say('approve.because')}
            value={view.because}
            problems={view.problems}
            rows={3}
            required
          />
          <div class="tb-onward">
            {view.decline !== undefined && (
              <Button kind="secondary" name="do" value="decline">
                {say('approve.decline')}
              </Button>
            )}
            {view.block !== undefined && (
              <Button kind="secondary" name="do" value="block">
                {say('approve.block')}
              </Button>
            )}
          </div>
        </Form>
      )}
    </DeskPage>,
  )
}
