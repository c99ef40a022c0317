import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import { rarity, type SharedWithOthers, Sureness } from '../../components/shared-values/shared-values.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { SystemUsed } from '../../desk-case.ts'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { NetworkView } from './network.ts'
import { NetworkPicture } from './network.tsx'

/** Another case in a list: its number, and a link where it is this person's to know. */
export type CaseLink = {
  readonly number: string
  readonly href: string | undefined
  readonly team: string | undefined
  readonly received: Date
}

export type LinkRow = SharedWithOthers & { readonly cases: readonly CaseLink[] }

export type DeskLinksView = {
  readonly frame: DeskFrame
  readonly number: string
  readonly back: string
  /** Undefined: the finder has no leave; `because` says why. */
  readonly found:
    | undefined
    | {
        readonly among: number
        readonly links: readonly LinkRow[]
        readonly network: NetworkView | undefined
        readonly cut: boolean
      }
  readonly because: string | undefined
  readonly register: string
  readonly systems: readonly SystemUsed[]
  /** Files of the own team that the cases can be put in, and files that this case is in. */
  readonly inFiles: readonly { readonly number: string; readonly href: string }[]
  /** Absent for who may only look. */
  readonly file?: {
    readonly gate: Gate
    readonly open: readonly { readonly number: string }[]
    readonly typed: { readonly motive: string; readonly into: string; readonly chosen: readonly string[] }
    readonly problems: readonly Problem[]
  }
}

/** What one case shares with others: as a list, as a picture, and as a file that a person makes of it. */
export const renderDeskLinks = (view: DeskLinksView): string => {
  const { frame, number, back, found, because, register, systems, inFiles, file } = view
  const { say } = frame.words
  const problems = file?.problems ?? []
  return toHtml(
    <DeskPage frame={frame} title={say('desk-links.title', { number })} failed={problems.length > 0}>
      <Link href={back}>{say('desk-links.back', { number })}</Link>
      {problems.length > 0 && <ErrorSummary frame={frame} problems={problems} />}
      <Heading level={1}>{say('desk-links.title', { number })}</Heading>
      {found === undefined ? (
        <Notice kind="warning">
          <Heading level={2} look={3}>
            {say('desk-links.off')}
          </Heading>
          <Paragraph>{because}</Paragraph>
          <Paragraph>
            <Link href={register}>{say('desk-links.register')}</Link>
          </Paragraph>
        </Notice>
      ) : (
        <>
          <Paragraph lead>{say('desk-links.lead', { among: found.among })}</Paragraph>
          <Paragraph>{say('desk-links.no-score')}</Paragraph>
          {found.links.length === 0 ? (
            <Notice kind="info">
              <Paragraph>{say('desk-links.none')}</Paragraph>
            </Notice>
          ) : (
            <Found view={view} found={found} />
          )}
        </>
      )}
      {inFiles.length > 0 && (
        <Paragraph>
          {say('desk-links.in-files')}{' '}
          {inFiles.map(({ number: name, href }, at) => (
            <>
              {at > 0 && ', '}
              <Link href={href}>{name}</Link>
            </>
          ))}
        </Paragraph>
      )}
      <Systems frame={frame} systems={systems} />
    </DeskPage>,
  )
}

const Found = ({
  view: { frame, number, file },
  found,
}: {
  readonly view: DeskLinksView
  readonly found: NonNullable<DeskLinksView['found']>
}) => {
  const { say } = frame.words
  const columns = ['kind', 'shared', 'sure', 'rare', 'cases'] as const
  const cases = [...new Map(found.links.flatMap(link => link.cases.map(one => [one.number, one]))).values()]
  return (
    <>
      <Rows
        caption={say('desk-links.caption', { count: found.links.length })}
        columns={columns.map(column => say(`desk-links.${column}`))}
        rows={found.links.map(link => [
          say(`desk-links.kind-${link.kind}`),
          <Outside>{link.shared}</Outside>,
          <Sureness frame={frame} value={link} />,
          rarity(frame, link),
          <CaseNumbers frame={frame} cases={link.cases} others={link.others} />,
        ])}
      />
      {found.network !== undefined && (
        <>
          <Heading level={2}>{say('desk-links.network')}</Heading>
          <Paragraph>{say('desk-links.network-lead')}</Paragraph>
          <NetworkPicture
            frame={frame}
            network={found.network}
            label={say('desk-links.network-label', {
              cases: found.network.nodes.filter(node => node.sort === 'case').length,
              values: found.network.nodes.filter(node => node.sort === 'value').length,
            })}
          />
          <NetworkTable frame={frame} network={found.network} />
          {found.cut && <Paragraph quiet>{say('desk-links.cut')}</Paragraph>}
        </>
      )}
      {file !== undefined && (
        <>
          <Heading level={2}>{say('desk-links.file')}</Heading>
          <Paragraph>{say('desk-links.file-lead')}</Paragraph>
          <Form gate={file.gate} step="file">
            <fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset tb-choice">
              <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend tb-choice__legend">
                {say('desk-links.file-cases', { number })}
              </legend>
              <div class="tb-choice__options">
                {cases.map(({ number: other }) => (
                  <div class="tb-option">
                    <input
                      class="tb-option__input tb-check"
                      type="checkbox"
                      id={`case-${other}`}
                      name={`case.${other}`}
                      value="yes"
                      checked={file.typed.chosen.includes(other)}
                    />
                    <label class="utrecht-form-label tb-option__label" for={`case-${other}`}>
                      {other}
                    </label>
                  </div>
                ))}
              </div>
            </fieldset>
            <TextField
              frame={frame}
              name="into"
              label={say('desk-links.into')}
              hint={
                file.open.length === 0
                  ? say('desk-links.into-new')
                  : say('desk-links.into-hint', { files: file.open.map(one => one.number).join(', ') })
              }
              value={file.typed.into}
              problems={file.problems}
              required={false}
              width="middle"
            />
            <TextArea
              frame={frame}
              name="motive"
              label={say('desk-links.motive')}
              hint={say('desk-links.motive-hint')}
              value={file.typed.motive}
              problems={file.problems}
              rows={3}
              required
            />
            <Button>{say('desk-links.make-file')}</Button>
          </Form>
        </>
      )}
    </>
  )
}

/** Numbers of cases; those of another team are named and not linked. */
const CaseNumbers = ({
  frame,
  cases,
  others,
}: {
  readonly frame: DeskFrame
  readonly cases: readonly CaseLink[]
  readonly others: number
}) => {
  const { say } = frame.words
  return (
    <>
      {cases.map(({ number, href, team, received }, at) => (
        <>
          {at > 0 && ', '}
          {href === undefined ? (
            say('desk-links.other-team', { number, team: team ?? '?' })
          ) : (
            <>
              <Link href={href}>{number}</Link> ({say('desk-links.day', { day: received })})
            </>
          )}
        </>
      ))}
      {others > cases.length && ` ${say('desk-links.and-more', { count: others - cases.length })}`}
    </>
  )
}

/** The same as the picture, in words: which value joins which cases. */
const NetworkTable = ({ frame, network }: { readonly frame: DeskFrame; readonly network: NetworkView }) => {
  const { say } = frame.words
  const nodes = new Map(network.nodes.map(node => [node.id, node]))
  const values = network.nodes.filter(node => node.sort === 'value')
  return (
    <details>
      <summary>{say('desk-links.in-words')}</summary>
      <Rows
        caption={say('desk-links.words-caption')}
        columns={[say('desk-links.shared'), say('desk-links.joins')]}
        rows={values.map(value => [
          value.label,
          network.edges
            .filter(edge => edge.to === value.id)
            .map(edge => nodes.get(edge.from)?.label ?? '')
            .join(', '),
        ])}
      />
    </details>
  )
}
