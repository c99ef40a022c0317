import type { CriterionView } from '@toetsbaar/register'
import { DayForm } from '../../components/day-form/day-form.tsx'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { Measurements } from '../../components/measurements/measurements.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { ActionLink, Heading, Link, Outside, OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { EntryState } from '../entry/entry.tsx'

/** One thing that is missing; `href` is where it is filled, for who may fill it. */
export type GapRow = {
  readonly text: string
  readonly level: 'assessment' | 'field-lab' | 'operational'
  readonly source: string
  readonly href?: string | undefined
}

export type IncidentRow = {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly at: string
  readonly reportBy: string
  readonly late: boolean
  readonly reported?: string | undefined
  readonly closed?: string | undefined
  readonly to: readonly { readonly act: string; readonly href: string }[]
}

export type RegisterDossierView = {
  readonly frame: DeskFrame
  readonly system: string
  readonly summary: string
  readonly state: EntryState
  readonly since: string
  readonly runs: boolean
  readonly why: readonly string[]
  /** The next moment at which it stops by itself. */
  readonly until?: string | undefined
  /** Parts that are not public now, and until when at the longest. */
  readonly sealed?: { readonly parts: readonly string[]; readonly until: string } | undefined
  readonly on?: Date | undefined
  readonly gaps: readonly GapRow[]
  readonly request?:
    | { readonly step: string; readonly version: number; readonly approvals: number; readonly href: string }
    | undefined
  /** What this person may do now: `form.<what>` is its text. */
  readonly acts: readonly { readonly what: string; readonly href: string }[]
  readonly draft?: { readonly base: number; readonly href: string } | undefined
  readonly parts: readonly { readonly part: string; readonly filled: boolean; readonly href?: string | undefined }[]
  readonly criteria: readonly CriterionView[]
  readonly evidence: readonly {
    readonly what: string
    readonly title: string
    readonly outcome: string
    readonly at: string
    readonly digest: string
    /** Whether it is about what the last version says. */
    readonly current: boolean
    readonly document?: string | undefined
  }[]
  readonly tests: readonly {
    readonly test: string
    readonly kind: string
    readonly result: 'open' | 'passed' | 'failed'
    readonly until?: string | undefined
    readonly report?: string | undefined
  }[]
  readonly class?:
    | { readonly name: string; readonly points: readonly string[]; readonly confirmed: boolean }
    | undefined
  readonly worries: readonly {
    readonly number: string
    readonly text: string
    readonly by: string
    readonly late: boolean
    readonly answer?: string | undefined
  }[]
  readonly incidents: readonly IncidentRow[]
  readonly versions: readonly {
    readonly number: number
    readonly at: string
    readonly digest: string | undefined
    readonly licensed: boolean
    readonly diff?: string | undefined
  }[]
  readonly to: {
    readonly here: string
    readonly board: string
    readonly history: string
    readonly steps: string
    readonly public?: string | undefined
    readonly recall?: string | undefined
  }
}

const levels = ['assessment', 'field-lab', 'operational'] as const

const Gaps = ({ frame, gaps }: { readonly frame: DeskFrame; readonly gaps: RegisterDossierView['gaps'] }) => {
  const { say } = frame.words
  return (
    <Part id="gaps" title={say('dossier.gaps')}>
      {gaps.length === 0 && <Paragraph>{say('dossier.no-gaps')}</Paragraph>}
      {levels.map(level => {
        const found = gaps.filter(gap => gap.level === level)
        return (
          found.length > 0 && (
            <>
              <Heading level={3}>{say(`dossier.for-${level}`)}</Heading>
              <ul class="utrecht-unordered-list">
                {found.map(gap => (
                  <li class="utrecht-unordered-list__item">
                    {gap.href === undefined ? (
                      <Outside>{gap.text}</Outside>
                    ) : (
                      <Link href={gap.href}>
                        <Outside>{gap.text}</Outside>
                      </Link>
                    )}{' '}
                    <span class="tb-quiet">
                      {say('entry.asked-by')} <Outside>{gap.source}</Outside>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        )
      })}
    </Part>
  )
}

const Incidents = ({ frame, incidents }: { readonly frame: DeskFrame; readonly incidents: readonly IncidentRow[] }) => {
  const { say } = frame.words
  return (
    <Part id="incidents" title={say('dossier.incidents')}>
      <ul class="tb-cards">
        {incidents.map(one => (
          <li class="tb-card" id={`incident-${one.id}`}>
            <p class="nl-paragraph">
              <strong>{say(`option.${one.kind}`)}</strong> ({one.id}) <Outside>{one.what}</Outside>
            </p>
            {one.reported === undefined ? (
              <p class={`nl-paragraph${one.late ? ' tb-late' : ''}`}>
                {say(one.late ? 'dossier.report-late' : 'dossier.report-by', { by: new Date(one.reportBy) })}
              </p>
            ) : (
              <Paragraph>
                {say('dossier.reported')} <Outside>{one.reported}</Outside>
              </Paragraph>
            )}
            {one.closed !== undefined && (
              <Paragraph>
                {say('dossier.closed')} <Outside>{one.closed}</Outside>
              </Paragraph>
            )}
            {one.to.length > 0 && (
              <ul class="tb-register-links">
                {one.to.map(({ act, href }) => (
                  <li>
                    <Link href={href}>{say(`form.act-${act}`)}</Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

const Evidence = ({ view }: { readonly view: RegisterDossierView }) => {
  const { frame, evidence, tests } = view
  const { say } = frame.words
  return (
    <Part id="evidence" title={say('dossier.evidence')}>
      <Paragraph>
        {view.class === undefined
          ? say('dossier.no-class')
          : say(view.class.confirmed ? 'dossier.class-confirmed' : 'dossier.class-open', {
              class: say(`option.${view.class.name}`),
            })}
      </Paragraph>
      {evidence.length === 0 ? (
        <Paragraph>{say('dossier.no-evidence')}</Paragraph>
      ) : (
        <Rows
          caption={say('dossier.evidence-caption')}
          columns={[say('dossier.kind'), say('dossier.title'), say('dossier.outcome'), say('dossier.document')]}
          rows={evidence.map(one => [
            say(`option.${one.what}`),
            <>
              <Outside>{one.title}</Outside> {!one.current && <strong>{say('dossier.not-current')}</strong>}
            </>,
            say(`option.${one.outcome}`),
            one.document === undefined ? (
              <code class="tb-digest">{one.digest.slice(0, 16)}…</code>
            ) : (
              <Link href={one.document}>{one.digest.slice(0, 16)}…</Link>
            ),
          ])}
        />
      )}
      {tests.length > 0 && (
        <Rows
          caption={say('dossier.tests-caption')}
          columns={[say('dossier.kind'), say('dossier.title'), say('dossier.outcome')]}
          rows={tests.map(one => [
            say(`option.${one.kind}`),
            <Outside>{one.test}</Outside>,
            one.result === 'open' ? (
              one.report === undefined ? (
                say('entry.test-open')
              ) : (
                <Link href={one.report}>{say('form.act-report-test')}</Link>
              )
            ) : (
              <>
                {say(`dossier.test-${one.result}`)}
                {one.until !== undefined && <> {say('dossier.test-until', { until: new Date(one.until) })}</>}
              </>
            ),
          ])}
        />
      )}
    </Part>
  )
}

/** A dossier for inside: where it stands, what is missing and where that is filled, what this person may do, and all the evidence. */
export const renderRegisterDossier = (view: RegisterDossierView): string => {
  const { frame, system, state, request, acts, draft, parts, criteria, worries, incidents, versions, to, on } = view
  const { say } = frame.words
  return toHtml(
    <DeskPage frame={frame} title={system}>
      <p class="tb-above">
        <Link href={to.board}>{say('board.title')}</Link>
      </p>
      <Heading level={1}>
        <Outside>{system}</Outside>
      </Heading>
      {on !== undefined && (
        <Paragraph>
          <strong>{say('entry.on', { on })}</strong> <Link href={to.here}>{say('entry.today')}</Link>
        </Paragraph>
      )}
      <p class="nl-paragraph nl-paragraph--lead">
        <strong>{say(`entry.state-${state}`)}</strong> {say(`entry.state-${state}-text`)}{' '}
        {say('entry.since', { since: new Date(view.since) })}
      </p>
      <Paragraph>
        <Outside>{view.summary}</Outside>
      </Paragraph>
      {view.why.length > 0 && (
        <Notice kind="warning">
          <p class="nl-paragraph">
            <strong>{say('board.why')}</strong> <Outside>{view.why.join(' ')}</Outside>
          </p>
        </Notice>
      )}
      {view.sealed !== undefined && (
        <Paragraph>
          {say('dossier.sealed', { until: new Date(view.sealed.until) })}{' '}
          {view.sealed.parts.map(part => say(`option.${part}`)).join(', ')}
        </Paragraph>
      )}
      {view.until !== undefined && <Paragraph>{say('board.until', { until: new Date(view.until) })}</Paragraph>}
      {request !== undefined && (
        <Notice kind="info">
          <p class="nl-paragraph">
            {say('dossier.request', { step: say(`option.${request.step}`), version: request.version })}{' '}
            {say('dossier.approvals', { count: request.approvals })}
          </p>
          <div class="tb-onward">
            <ActionLink href={request.href}>{say('dossier.look')}</ActionLink>
          </div>
        </Notice>
      )}
      {draft !== undefined && (
        <Notice kind="info">
          <p class="nl-paragraph">
            {say('dossier.draft', { base: draft.base })} <Link href={draft.href}>{say('dossier.to-draft')}</Link>
          </p>
        </Notice>
      )}
      <ul class="tb-register-links">
        <li>
          <Link href={to.history}>{say('history.title')}</Link>
        </li>
        <li>
          <Link href={to.steps}>{say('steps.title')}</Link>
        </li>
        {to.public !== undefined && (
          <li>
            <Link href={to.public}>{say('dossier.public')}</Link>
          </li>
        )}
        {to.recall !== undefined && (
          <li>
            <Link href={to.recall}>{say('recall.title')}</Link>
          </li>
        )}
      </ul>
      {acts.length > 0 && (
        <Part id="acts" title={say('dossier.acts')}>
          <ul class="tb-register-links">
            {acts.map(({ what, href }) => (
              <li>
                <Link href={href}>{say(`form.${what}`)}</Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Gaps frame={frame} gaps={view.gaps} />
      <Part id="parts" title={say('dossier.parts')}>
        <Facts
          facts={parts.map(({ part, filled, href }) => ({
            key: href === undefined ? say(`form.part-${part}`) : <Link href={href}>{say(`form.part-${part}`)}</Link>,
            value: say(filled ? 'dossier.filled' : 'dossier.empty'),
          }))}
        />
      </Part>
      {criteria.length > 0 && (
        <Part id="criteria" title={say('entry.criteria')}>
          <ol class="tb-criteria">
            {criteria.map(criterion => (
              <li class="tb-criterion">
                <p class="nl-paragraph">
                  <strong>
                    <Outside>{criterion.goal}</Outside>
                  </strong>{' '}
                  {criterion.threshold}
                </p>
                {criterion.due !== undefined && (
                  <Paragraph>
                    {say('entry.due')} {say('entry.day-of', { day: new Date(criterion.due) })}
                  </Paragraph>
                )}
                <Measurements frame={frame} {...criterion} />
                {criterion.over.length === 0 && <Paragraph>{say('entry.nothing')}</Paragraph>}
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Evidence view={view} />
      {worries.length > 0 && (
        <Part id="signals" title={say('worries.title')}>
          <ul class="tb-cards">
            {worries.map(one => (
              <li class="tb-card">
                <p class="nl-paragraph">
                  <OwnWords>{one.text}</OwnWords>
                </p>
                <p class={`nl-paragraph${one.late ? ' tb-late' : ''}`}>
                  {one.number}. {say(one.late ? 'worries.late' : 'worries.by', { by: new Date(one.by) })}
                </p>
                {one.answer !== undefined && (
                  <p class="nl-paragraph">
                    <Link href={one.answer}>{say('worries.answer')}</Link>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {incidents.length > 0 && <Incidents frame={frame} incidents={incidents} />}
      <Part id="versions" title={say('dossier.versions')}>
        <Rows
          caption={say('dossier.versions-caption')}
          columns={[say('recall.version'), say('entry.day'), say('recall.digest')]}
          rows={versions.map(one => [
            <>
              {one.number} {one.licensed && <strong>{say('dossier.licensed')}</strong>}{' '}
              {one.diff !== undefined && <Link href={one.diff}>{say('dossier.diff', { number: one.number })}</Link>}
            </>,
            <time dateTime={one.at}>{one.at.slice(0, 10)}</time>,
            one.digest === undefined ? say('dossier.not-bound') : <code class="tb-digest">{one.digest}</code>,
          ])}
        />
      </Part>
      <DayForm frame={frame} action={to.here} on={on} />
    </DeskPage>,
  )
}
