import { Choice } from '../../components/choice/choice.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type LookView = {
  readonly frame: DeskFrame
  /** Cases that were opened to who looks; for the defence. */
  readonly opened?: readonly { readonly number: string; readonly until: Date; readonly href: string }[]
  /** What this team opened to the defence, and the form to open another; for who handles cases. */
  readonly openings?: {
    readonly rows: readonly {
      readonly number: string
      readonly person: string
      readonly until: Date
      readonly closed: Date | undefined
      /** Closes it; absent where it is over. */
      readonly close?: Gate
    }[]
    /** Sends `number`, `person`, `until` and `reason`. */
    readonly gate: Gate
    readonly lawyers: readonly { readonly id: string; readonly name: string }[]
    readonly typed: {
      readonly number: string
      readonly person: string
      readonly until: string
      readonly reason: string
    }
  }
  /** Samples of who looks, and the form to draw one. */
  readonly samples?: {
    readonly rows: readonly {
      readonly purpose: string
      readonly drawn: Date
      readonly ends: Date
      readonly size: number
      readonly population: number
      readonly href: string
    }[]
    /** Sends `purpose`, `from`, `until`, `size` and `words`. */
    readonly gate: Gate
    readonly largest: number
    readonly typed: {
      readonly purpose: string
      readonly from: string
      readonly until: string
      readonly size: string
      readonly words: string
    }
  }
  /** Where it stands who looked at what. */
  readonly log?: string
  readonly problems: readonly Problem[]
  readonly done?: 'opened' | 'closed'
}

const Opened = ({ frame, opened }: { readonly frame: DeskFrame; readonly opened: NonNullable<LookView['opened']> }) => {
  const { say } = frame.words
  if (opened.length === 0) return <Paragraph>{say('look.none-opened')}</Paragraph>
  return (
    <ul class="tb-cards">
      {opened.map(({ number, until, href }) => (
        <li class="tb-card">
          <h2 class="nl-heading nl-heading--level-3">
            <Link href={href}>{say('look.case', { number })}</Link>
          </h2>
          <Paragraph>{say('look.readable-until', { until })}</Paragraph>
        </li>
      ))}
    </ul>
  )
}

type OpeningsProps = Pick<LookView, 'frame' | 'problems'> & { readonly openings: NonNullable<LookView['openings']> }

const Openings = ({ frame, openings, problems }: OpeningsProps) => {
  const { say } = frame.words
  const { rows, gate, lawyers, typed } = openings
  return (
    <Part id="openings" title={say('look.openings')}>
      {rows.length === 0 && <Paragraph>{say('look.no-openings')}</Paragraph>}
      {rows.map(({ number, person, until, closed, close }) => (
        <div class="tb-card">
          <Paragraph>
            <strong>{say('look.case', { number })}</strong> <Outside>{person}</Outside>
          </Paragraph>
          <Paragraph quiet>
            {closed === undefined ? say('look.open-until', { until }) : say('look.closed', { closed })}
          </Paragraph>
          {close !== undefined && (
            <Form gate={close} step="look-close">
              <div class="tb-onward">
                <Button kind="secondary">
                  {say('look.close')}
                  <span class="tb-unseen">: {number}</span>
                </Button>
              </div>
            </Form>
          )}
        </div>
      ))}
      <Heading level={3}>{say('look.open-title')}</Heading>
      <Paragraph>{say('look.open-text')}</Paragraph>
      {lawyers.length === 0 ? (
        <Paragraph>{say('look.no-lawyers')}</Paragraph>
      ) : (
        <Form gate={gate} step="look-open">
          <TextField
            frame={frame}
            name="number"
            label={say('look.number')}
            value={typed.number}
            problems={problems}
            autocomplete="off"
            width="short"
            required
          />
          <Choice
            frame={frame}
            name="person"
            legend={say('look.person')}
            options={lawyers.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
            chosen={typed.person}
            problems={problems}
          />
          <TextField
            frame={frame}
            name="until"
            label={say('look.until')}
            hint={say('look.until-hint')}
            value={typed.until}
            problems={problems}
            type="date"
            width="short"
            required
          />
          <TextArea
            frame={frame}
            name="reason"
            label={say('look.reason')}
            value={typed.reason}
            problems={problems}
            rows={3}
            required
          />
          <Onward frame={frame} label={say('look.open')} />
        </Form>
      )}
    </Part>
  )
}

type SamplesProps = Pick<LookView, 'frame' | 'problems'> & { readonly samples: NonNullable<LookView['samples']> }

const Samples = ({ frame, samples, problems }: SamplesProps) => {
  const { say } = frame.words
  const { rows, gate, largest, typed } = samples
  return (
    <Part id="samples" title={say('look.samples')}>
      {rows.length === 0 && <Paragraph>{say('look.no-samples')}</Paragraph>}
      {rows.length > 0 && (
        <ul class="tb-cards">
          {rows.map(({ purpose, drawn, ends, size, population, href }) => (
            <li class="tb-card">
              <h3 class="nl-heading nl-heading--level-3">
                <Link href={href}>
                  <Outside>{purpose}</Outside>
                </Link>
              </h3>
              <Paragraph quiet>{say('look.sample-line', { drawn, size, population, ends })}</Paragraph>
            </li>
          ))}
        </ul>
      )}
      <Heading level={3}>{say('look.draw-title')}</Heading>
      <Paragraph>{say('look.draw-text')}</Paragraph>
      <Form gate={gate} step="look-draw">
        <TextField
          frame={frame}
          name="purpose"
          label={say('look.purpose')}
          hint={say('look.purpose-hint')}
          value={typed.purpose}
          problems={problems}
          autocomplete="off"
          required
        />
        <TextField
          frame={frame}
          name="from"
          label={say('look.from')}
          value={typed.from}
          problems={problems}
          type="date"
          width="short"
          required
        />
        <TextField
          frame={frame}
          name="until"
          label={say('look.to')}
          value={typed.until}
          problems={problems}
          type="date"
          width="short"
          required
        />
        <TextField
          frame={frame}
          name="size"
          label={say('look.size')}
          hint={say('look.size-hint', { largest })}
          value={typed.size}
          problems={problems}
          inputmode="numeric"
          width="short"
          required
        />
        <TextField
          frame={frame}
          name="words"
          label={say('look.words')}
          hint={say('look.words-hint')}
          value={typed.words}
          problems={problems}
          autocomplete="off"
          required
        />
        <Onward frame={frame} label={say('look.draw')} />
      </Form>
    </Part>
  )
}

/** What somebody may look at who does not handle cases, within their task; and what a team opened to the defence. */
export const renderLook = ({ frame, opened, openings, samples, log, problems, done }: LookView): string => {
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={say('look.title')} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} labelOf={field => say(`look.field-${field}`)} />
      {done !== undefined && (
        <Notice kind="ok" live>
          <Paragraph>{say(`look.done-${done}`)}</Paragraph>
        </Notice>
      )}
      <Heading level={1}>{say('look.title')}</Heading>
      <Paragraph lead>{say(openings === undefined ? 'look.lead' : 'look.lead-team')}</Paragraph>
      {opened !== undefined && <Opened frame={frame} opened={opened} />}
      {log !== undefined && (
        <Paragraph>
          <Link href={log}>{say('look.to-log')}</Link>
        </Paragraph>
      )}
      {openings !== undefined && <Openings frame={frame} openings={openings} problems={problems} />}
      {samples !== undefined && <Samples frame={frame} samples={samples} problems={problems} />}
    </DeskPage>,
  )
}
