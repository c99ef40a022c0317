import type { FormNode } from '@toetsbaar/register'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import { labelOf, SchemaFields } from '../../components/schema-fields/schema-fields.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { type DifferenceView, differenceRows } from '../register-diff/register-diff.tsx'

export type RegisterFormView = {
  readonly frame: DeskFrame
  /** Sends the fields by their names; `do=more` asks for another item. */
  readonly gate: Gate
  /** The name of the system, undefined for one that is new. */
  readonly system: string | undefined
  /** `part-<part>`, `new`, `act-<act>` or `request-<step>`: the page's title is `form.<what>`. */
  readonly what: string
  readonly nodes: readonly FormNode[]
  readonly problems: readonly Problem[]
  /** Why the register did not take it, in words. */
  readonly refused?: { readonly because: string; readonly missing: readonly string[] } | undefined
  /** What somebody else changed since this form was drawn. */
  readonly changed?: readonly DifferenceView[] | undefined
  /** What the form is about: a worry, an incident, a version. */
  readonly about?: readonly string[]
  /** True where a list in it can grow. */
  readonly grows: boolean
  /** True where a fingerprint can be taken of a file. */
  readonly files: boolean
  readonly back: string
}

/** A form of the register, made from the schema of a dossier or of an act. What was typed stays, whatever is wrong. */
export const renderRegisterForm = (view: RegisterFormView): string => {
  const { frame, gate, system, what, nodes, problems, refused, changed = [], about = [], grows, files, back } = view
  const { say, keys } = frame.words
  const prefix = what.startsWith('part-') || what === 'new' ? '' : 'act-'
  const failed = problems.length > 0
  return toHtml(
    <DeskPage frame={frame} title={say(`form.${what}`)} failed={failed}>
      <ErrorSummary frame={frame} problems={problems} labelOf={labelOf(frame, nodes, prefix)} />
      {system !== undefined && (
        <p class="tb-above">
          <Link href={back}>
            <Outside>{system}</Outside>
          </Link>
        </p>
      )}
      <Heading level={1}>{say(`form.${what}`)}</Heading>
      {refused !== undefined && (
        <Notice kind="warning" live>
          <p class="nl-paragraph">
            <strong>{say('form.refused')}</strong> <Outside>{refused.because}</Outside>
          </p>
          {refused.missing.map(one => (
            <p class="nl-paragraph">
              <Outside>{one}</Outside>
            </p>
          ))}
        </Notice>
      )}
      {changed.length > 0 && (
        <Notice kind="warning" live>
          <p class="nl-paragraph">
            <strong>{say('form.changed')}</strong> {say('form.changed-text')}
          </p>
          <Rows
            caption={say('form.changed-caption')}
            columns={[say('diff.place'), say('diff.before'), say('diff.after')]}
            rows={differenceRows(frame, changed)}
          />
        </Notice>
      )}
      {keys.includes(`form.${what}-lead`) && <Paragraph lead>{say(`form.${what}-lead`)}</Paragraph>}
      {about.map(one => (
        <Paragraph>
          <Outside>{one}</Outside>
        </Paragraph>
      ))}
      <Form gate={gate} step={`register-${what}`} upload={files}>
        <SchemaFields frame={frame} nodes={nodes} problems={problems} prefix={prefix} files={files} />
        <div class="tb-onward">
          <Button>{say(what.startsWith('part-') ? 'form.keep' : 'form.send')}</Button>
          {grows && (
            <Button kind="secondary" name="do" value="more">
              {say('form.more')}
            </Button>
          )}
          <Link href={back}>{say('page.back')}</Link>
        </div>
      </Form>
    </DeskPage>,
  )
}
