import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, OwnWords, Paragraph, Steps } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type DeskListEntryView = {
  readonly frame: DeskFrame
  readonly back: string
  readonly entry: {
    readonly list: string
    readonly value: string | undefined
    readonly ground: string | undefined
    readonly provenance: string | undefined
    readonly state: string
    readonly until: Date
    readonly checked: Date | undefined
    readonly contested: boolean
  }
  readonly history: readonly {
    readonly at: Date
    readonly kind: string
    readonly role: string | undefined
    readonly words: string | undefined
  }[]
  /** Cases that the entry had a say in; where it is gone for a fault, a person looks at them again. */
  readonly touched: readonly { readonly number: string; readonly href: string | undefined }[]
  readonly stale?: boolean
  /** What this person may do now, e.g. `confirm`. `why` says why something is for another. */
  readonly act?: {
    readonly gate: Gate
    readonly may: readonly ('confirm' | 'reject' | 'check' | 'remove' | 'uphold' | 'grant')[]
    readonly notBySelf: boolean
    readonly typed: { readonly words: string }
    readonly problems: readonly Problem[]
  }
}

/** One entry of a list: why it is there, who did what, which cases it touched, and what a person can do with it. */
export const renderDeskListEntry = (view: DeskListEntryView): string => {
  const { frame, back, entry, history, touched, stale, act } = view
  const { say } = frame.words
  const problems = act?.problems ?? []
  const title = entry.value ?? say('desk-lists.gone')
  return toHtml(
    <DeskPage frame={frame} title={say('desk-list-entry.title')} failed={problems.length > 0}>
      <Link href={back}>{say('desk-list-entry.back')}</Link>
      {problems.length > 0 && <ErrorSummary frame={frame} problems={problems} />}
      {stale === true && (
        <Notice kind="warning" live>
          <Paragraph>{say('desk-list-entry.stale')}</Paragraph>
        </Notice>
      )}
      <Heading level={1}>
        <Outside>{title}</Outside>
      </Heading>
      <Paragraph lead>
        {say(`desk-lists.list-${entry.list}`)}: {say(`desk-lists.is-${entry.state}`)}
      </Paragraph>
      {entry.contested && (
        <Notice kind="warning">
          <Paragraph>{say('desk-list-entry.contested')}</Paragraph>
        </Notice>
      )}
      <Facts
        facts={[
          ...(['ground', 'provenance'] as const).flatMap(name =>
            entry[name] === undefined
              ? []
              : [{ key: say(`desk-lists.field-${name}`), value: <Outside>{entry[name]}</Outside> }],
          ),
          { key: say('desk-lists.until'), value: say('desk-lists.day', { day: entry.until }) },
          ...(entry.checked === undefined
            ? []
            : [{ key: say('desk-list-entry.checked'), value: say('desk-lists.day', { day: entry.checked }) }]),
        ]}
      />
      <Heading level={2}>{say('desk-list-entry.touched')}</Heading>
      {touched.length === 0 ? (
        <Paragraph>{say('desk-list-entry.touched-none')}</Paragraph>
      ) : (
        <>
          <Paragraph>{say('desk-list-entry.touched-lead')}</Paragraph>
          <Rows
            caption={say('desk-list-entry.cases', { count: touched.length })}
            columns={[say('desk-list-entry.case')]}
            rows={touched.map(({ number, href }) => [href === undefined ? number : <Link href={href}>{number}</Link>])}
          />
        </>
      )}
      {act?.notBySelf === true && <Paragraph>{say('desk-list-entry.not-by-self')}</Paragraph>}
      {act !== undefined && act.may.length > 0 && (
        <>
          <Heading level={2}>{say('desk-list-entry.do')}</Heading>
          <Form gate={act.gate} step="entry">
            <TextArea
              frame={frame}
              name="words"
              label={say('desk-list-entry.words')}
              hint={say('desk-list-entry.words-hint')}
              value={act.typed.words}
              problems={problems}
              rows={3}
              required={!(act.may.length === 1 && act.may[0] === 'confirm')}
            />
            <div class="tb-onward">
              {act.may.map((what, at) => (
                <Button kind={at === 0 ? 'primary' : 'secondary'} name="do" value={what}>
                  {say(`desk-list-entry.${what}`)}
                </Button>
              ))}
            </div>
          </Form>
        </>
      )}
      <Heading level={2}>{say('desk-list-entry.history')}</Heading>
      <Steps
        items={history.map(({ at, kind, role, words }) => (
          <>
            {say('desk-list-entry.event', { at, what: say(`desk-list-entry.did-${kind}`) })}
            {role !== undefined && `, ${say(`desk-list-entry.by-${role}`)}`}
            {words !== undefined && (
              <>
                {'. '}
                <OwnWords>{words}</OwnWords>
              </>
            )}
          </>
        ))}
      />
    </DeskPage>,
  )
}
