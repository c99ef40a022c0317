import type { QueueRow } from '@toetsbaar/desk'
import { Checks } from '../../components/checks/checks.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextField } from '../../components/field/field.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { ActionLink, Button, Heading, Link, Outside, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import { Select } from '../../components/select/select.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { SystemUsed } from '../../desk-case.ts'
import type { DeskFrame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

type Option = { readonly value: string; readonly label: string }

/** A case in the queue, with the words for what its model calls things. */
export type QueueLine = QueueRow & {
  readonly href: string
  /** What it is about, in the page's language. */
  readonly about: string | undefined
  /** The title of the outcome that was advised. */
  readonly advice: string | undefined
  readonly officerName: string | undefined
  readonly mine: boolean
  /** Whether this person may take it now, alone or with others. */
  readonly takeable: boolean
}

export type DeskQueueView = {
  readonly frame: DeskFrame
  /** The form that looks for cases; it sends the fields of `typed`. */
  readonly gate: Gate
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** How many filters are on, so that nobody overlooks that the list is not whole. */
  readonly filters: number
  readonly outcomes: readonly Option[]
  readonly subjects: readonly Option[]
  /** Teams to choose from; empty where a person sees one. */
  readonly teams: readonly string[]
  /** Ready ways to look: `desk-queue.quick-<id>`. */
  readonly quick: readonly { readonly id: string; readonly href: string; readonly current: boolean }[]
  readonly views: readonly {
    readonly id: number
    readonly name: string
    readonly team: boolean
    readonly href: string
    readonly remove: boolean
  }[]
  /** Saves and removes views; absent for who has none. */
  readonly keep?: { readonly gate: Gate; readonly query: string; readonly name: string; readonly team: boolean }
  /** Absent where the form came back with problems. */
  readonly page?:
    | {
        readonly rows: readonly QueueLine[]
        readonly total: number
        readonly first?: string | undefined
        readonly next?: string | undefined
      }
    | undefined
  /** Takes the ticked cases; absent for who only reads. */
  readonly take?: Gate
  readonly systems: readonly SystemUsed[]
  readonly done?: { readonly code: string; readonly count: number }
}

export const queueStates = ['open', 'sent', 'with-officer', 'objected', 'decided', 'withdrawn', 'all'] as const
export const queueWaiting = ['team', 'officer', 'citizen'] as const
export const queueFlags = ['mine', 'overdue', 'links', 'requests', 'objection'] as const
export const queueOrders = ['deadline', 'received', 'newest', 'changed', 'amount', 'amount-low'] as const

/** By when a case has to be looked at, in words: colour says it once more, and never alone. */
const Deadline = ({ frame, row }: { readonly frame: DeskFrame; readonly row: QueueLine }) => {
  const { say } = frame.words
  if (row.deadline === undefined) return <>{say('desk-queue.no-deadline')}</>
  const day = new Date(row.deadline)
  return row.overdue ? (
    <strong class="tb-overdue">{say('desk-queue.overdue', { day })}</strong>
  ) : (
    say('desk-queue.before', { day })
  )
}

const WithWhom = ({ frame, row }: { readonly frame: DeskFrame; readonly row: QueueLine }) => {
  const { say } = frame.words
  return (
    <>
      {say(`desk-word.state-${row.state}`)}
      {row.mine ? (
        <strong class="tb-queue__line">{say('desk-queue.with-me')}</strong>
      ) : (
        row.officerName !== undefined && (
          <span class="tb-queue__line">
            <Outside>{row.officerName}</Outside>
          </span>
        )
      )}
      {row.waitingFor === 'citizen' && <span class="tb-queue__line">{say('desk-word.waiting-citizen')}</span>}
    </>
  )
}

const New = ({ frame, row }: { readonly frame: DeskFrame; readonly row: QueueLine }) => {
  const { say } = frame.words
  const lines = [
    row.objection && say('desk-queue.has-objection'),
    row.requests > 0 && say('desk-queue.has-requests', { count: row.requests }),
    row.newLinks > 0 && say('desk-queue.has-links', { count: row.newLinks }),
  ].filter(line => line !== false)
  return lines.length === 0
    ? say('desk-queue.nothing-new')
    : lines.map(line => <span class="tb-queue__line">{line}</span>)
}

const Line = ({
  frame,
  row,
  ticks,
}: {
  readonly frame: DeskFrame
  readonly row: QueueLine
  readonly ticks: boolean
}) => {
  const { say } = frame.words
  return (
    <tr class="utrecht-table__row tb-queue__row">
      {ticks && (
        <td class="utrecht-table__cell tb-queue__tick">
          {row.takeable && (
            <>
              <input
                class="tb-check"
                type="checkbox"
                id={`tick-${row.number}`}
                name={`tick.${row.number}`}
                value="yes"
              />
              <label class="tb-unseen" for={`tick-${row.number}`}>
                {say('desk-queue.tick', { number: row.number })}
              </label>
            </>
          )}
        </td>
      )}
      <th class="utrecht-table__cell tb-queue__case" scope="row">
        <a class="nl-link" href={row.href} data-case={row.number}>
          {row.number}
        </a>
        <span class="tb-queue__line">
          {row.amount === undefined
            ? say('desk-queue.no-amount')
            : say('desk-queue.euro', { amount: row.amount / 100 })}
          {row.platform !== undefined && (
            <>
              {' · '}
              <Outside>{row.platform}</Outside>
            </>
          )}
        </span>
        {row.about !== undefined && <span class="tb-queue__line tb-quiet">{row.about}</span>}
        {row.quote !== undefined && (
          <span class="tb-queue__line">
            <OwnWords>{row.quote}</OwnWords>
          </span>
        )}
      </th>
      <td class="utrecht-table__cell" data-label={say('desk-queue.advice')}>
        {row.withheld ? say('desk-queue.withheld') : (row.advice ?? say('desk-queue.no-advice'))}
        {row.stable === false && <span class="tb-queue__line tb-quiet">{say('desk-queue.may-change')}</span>}
      </td>
      <td class="utrecht-table__cell" data-label={say('desk-queue.whose')}>
        <WithWhom frame={frame} row={row} />
      </td>
      <td class="utrecht-table__cell" data-label={say('desk-queue.open')}>
        {say('desk-queue.days', { days: row.daysOpen })}
        <span class="tb-queue__line tb-quiet">{say('desk-queue.since', { day: new Date(row.received) })}</span>
      </td>
      <td class="utrecht-table__cell" data-label={say('desk-queue.deadline')}>
        <Deadline frame={frame} row={row} />
      </td>
      <td class="utrecht-table__cell" data-label={say('desk-queue.new')}>
        <New frame={frame} row={row} />
      </td>
    </tr>
  )
}

const List = ({ view, page }: { readonly view: DeskQueueView; readonly page: NonNullable<DeskQueueView['page']> }) => {
  const { frame, take } = view
  const { say } = frame.words
  const ticks = take !== undefined && page.rows.some(row => row.takeable)
  const columns = ['case', 'advice', 'whose', 'open', 'deadline', 'new'] as const
  const table = (
    <table class="utrecht-table tb-table tb-queue" id="cases">
      <caption class="utrecht-table__caption">{say('desk-queue.count', { count: page.total })}</caption>
      <thead class="utrecht-table__header">
        <tr class="utrecht-table__row">
          {ticks && (
            <th class="utrecht-table__header-cell" scope="col">
              {say('desk-queue.take-column')}
            </th>
          )}
          {columns.map(column => (
            <th class="utrecht-table__header-cell" scope="col">
              {say(`desk-queue.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body">
        {page.rows.map(row => (
          <Line frame={frame} row={row} ticks={ticks} />
        ))}
      </tbody>
    </table>
  )
  const pages = (page.first !== undefined || page.next !== undefined) && (
    <nav class="tb-onward" aria-label={say('desk-queue.pages')}>
      {page.first !== undefined && <Link href={page.first}>{say('desk-queue.first-page')}</Link>}
      {page.next !== undefined && (
        <ActionLink href={page.next} kind="secondary">
          {say('desk-queue.next-page')}
        </ActionLink>
      )}
    </nav>
  )
  return (
    <div class="tb-wide tb-flow">
      {ticks ? (
        <Form gate={take} step="take">
          {table}
          <div class="tb-onward">
            <Button>{say('desk-queue.take')}</Button>
            <p class="nl-paragraph tb-quiet">{say('desk-queue.take-hint')}</p>
          </div>
        </Form>
      ) : (
        table
      )}
      {pages}
    </div>
  )
}

const Views = ({ view }: { readonly view: DeskQueueView }) => {
  const { frame, quick, views, keep } = view
  const { say } = frame.words
  return (
    <nav class="tb-wide" aria-label={say('desk-queue.views')}>
      <ul class="tb-views">
        {quick.map(({ id, href, current }) => (
          <li>
            <a class="nl-link" href={href} aria-current={current ? 'page' : undefined}>
              {say(`desk-queue.quick-${id}`)}
            </a>
          </li>
        ))}
        {views.map(({ name, team, href }) => (
          <li>
            <Link href={href}>
              <Outside>{name}</Outside>
            </Link>
            {team && <span class="tb-quiet"> {say('desk-queue.of-team')}</span>}
          </li>
        ))}
      </ul>
      {keep !== undefined && (
        <details class="tb-details">
          <summary>{say('desk-queue.keep')}</summary>
          <Form gate={keep.gate} step="view">
            <input type="hidden" name="query" value={keep.query} />
            <TextField
              frame={frame}
              name="name"
              label={say('desk-queue.keep-name')}
              value={keep.name}
              problems={view.problems}
              width="middle"
            />
            {keep.team && (
              <Checks
                frame={frame}
                name="for"
                legend={say('desk-queue.keep-for')}
                options={[{ value: 'team', label: say('desk-queue.keep-team') }]}
                chosen={[]}
                problems={[]}
              />
            )}
            <div class="tb-onward">
              <Button kind="secondary">{say('desk-queue.keep-do')}</Button>
            </div>
          </Form>
          {views.some(({ remove }) => remove) && (
            <Form gate={keep.gate} step="remove-view">
              {views
                .filter(({ remove }) => remove)
                .map(({ id, name }) => (
                  <div>
                    <Button kind="secondary" name="remove" value={String(id)}>
                      {say('desk-queue.remove', { name })}
                    </Button>
                  </div>
                ))}
            </Form>
          )}
        </details>
      )}
    </nav>
  )
}

const Search = ({ view }: { readonly view: DeskQueueView }) => {
  const { frame, gate, typed, problems, filters, outcomes, subjects, teams } = view
  const { say } = frame.words
  const any = { value: '', label: say('desk-queue.any') }
  const text = (name: string, hint: string | undefined, width: 'short' | 'middle' | 'full') => (
    <TextField
      frame={frame}
      name={name}
      label={say(`desk-queue.${name}`)}
      hint={hint}
      value={typed[name]}
      problems={problems}
      autocomplete="off"
      {...(width === 'short' && { inputmode: 'decimal' as const })}
      width={width}
    />
  )
  const select = (name: string, label: string, options: readonly Option[]) => (
    <Select frame={frame} name={name} label={label} groups={[{ options }]} chosen={typed[name]} />
  )
  return (
    <Form gate={gate} step="search">
      <div class="tb-search">
        {text('words', say('desk-queue.words-hint'), 'full')}
        {select(
          'sort',
          say('desk-queue.sort'),
          queueOrders.map(value => ({ value, label: say(`desk-queue.sort-${value}`) })),
        )}
        <div class="tb-onward">
          <Button>{say('desk-queue.search')}</Button>
        </div>
      </div>
      <details class="tb-details" open={filters > 0 || problems.length > 0}>
        <summary>{say('desk-queue.filters', { count: filters })}</summary>
        <div class="tb-filters">
          {select(
            'state',
            say('desk-queue.state'),
            queueStates.map(value => ({
              value: value === 'open' ? '' : value,
              label: say(`desk-queue.state-${value}`),
            })),
          )}
          {select('outcome', say('desk-queue.outcome'), [any, ...outcomes])}
          {select('subject', say('desk-queue.subject'), [any, ...subjects])}
          {select('waiting', say('desk-queue.waiting'), [
            any,
            ...queueWaiting.map(value => ({ value, label: say(`desk-word.waiting-${value}`) })),
          ])}
          {teams.length > 1 &&
            select('team', say('desk-queue.team'), [any, ...teams.map(team => ({ value: team, label: team }))])}
          {text('amount-from', undefined, 'short')}
          {text('amount-until', undefined, 'short')}
          {text('days-from', undefined, 'short')}
          {text('days-until', undefined, 'short')}
        </div>
        <Checks
          frame={frame}
          name="only"
          legend={say('desk-queue.only')}
          options={queueFlags.map(value => ({ value, label: say(`desk-queue.only-${value}`) }))}
          chosen={queueFlags.filter(flag => typed[`only.${flag}`] === 'yes')}
          problems={[]}
        />
        <div class="tb-onward">
          <Button kind="secondary">{say('desk-queue.filter')}</Button>
        </div>
      </details>
    </Form>
  )
}

/** Keys for who works without a mouse; a small script makes them work, and they can be put off. */
const Keys = ({ frame }: { readonly frame: DeskFrame }) => {
  const { say } = frame.words
  return (
    <details class="tb-details">
      <summary>{say('desk-queue.keys')}</summary>
      <dl class="tb-keys">
        {(['j', 'k', 'Enter', 'x', '/'] as const).map((key, at) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(`desk-queue.key-${at + 1}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="nl-paragraph tb-quiet">{say('desk-queue.keys-script')}</p>
      <button class="nl-button nl-button--secondary" type="button" data-keys hidden aria-pressed="false">
        {say('desk-queue.keys-off')}
      </button>
    </details>
  )
}

/** The queue: which cases wait, for whom and how long, the nearest deadline first. */
export const renderDeskQueue = (view: DeskQueueView): string => {
  const { frame, page, problems, filters, systems, done } = view
  const { say } = frame.words
  const title = say('desk-queue.title')
  return toHtml(
    <DeskPage frame={frame} title={title} failed={problems.length > 0} scripts={[frame.assets.keys]}>
      {done !== undefined && (
        <Notice kind="ok" live>
          <Paragraph>{say(`desk-queue.done-${done.code}`, { count: done.count })}</Paragraph>
        </Notice>
      )}
      <ErrorSummary frame={frame} problems={problems} labelOf={field => fieldLabel(frame, field)} />
      <Heading level={1}>{title}</Heading>
      <Views view={view} />
      <div class="tb-wide">
        <Search view={view} />
      </div>
      {page !== undefined && page.rows.length > 0 && <List view={view} page={page} />}
      {page !== undefined && page.rows.length === 0 && (
        <Notice kind="info">
          <Paragraph>{say(filters > 0 ? 'desk-queue.none-found' : 'desk-queue.none')}</Paragraph>
          <Paragraph>{say(filters > 0 ? 'desk-queue.none-found-do' : 'desk-queue.none-do')}</Paragraph>
        </Notice>
      )}
      <Systems frame={frame} systems={systems} />
      <Keys frame={frame} />
    </DeskPage>,
  )
}

const fieldLabel = (frame: DeskFrame, field: string): string | undefined =>
  ['words', 'amount-from', 'amount-until', 'days-from', 'days-until'].includes(field)
    ? frame.words.say(`desk-queue.${field}`)
    : field === 'name'
      ? frame.words.say('desk-queue.keep-name')
      : undefined
