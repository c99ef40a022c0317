import type { Oversight, OversightSettings, Rate } from '@toetsbaar/desk'
import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { IntervalChart, type IntervalRow } from '../../components/interval-chart/interval-chart.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Button, Heading, Items, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import { Rows } from '../../components/rows/rows.tsx'
import { Select } from '../../components/select/select.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { SystemUsed } from '../../desk-case.ts'
import type { DeskFrame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type DeskOversightView = {
  readonly frame: DeskFrame
  readonly figures: Oversight
  readonly settings: Pick<OversightSettings, 'lowest' | 'highest' | 'quickMs' | 'falseAlarm'>
  /** Months that can be chosen, YYYY-MM, the newest first. */
  readonly months: readonly string[]
  readonly systems: readonly SystemUsed[]
  readonly to: {
    readonly here: string
    readonly csv: string
    readonly json: string
    /** Undefined for who may not see them. */
    readonly overrides?: string | undefined
  }
}

type Group = Oversight['groups'][number]

const percent = (frame: DeskFrame, share: number): string => frame.words.say('desk-oversight.percent', { share })

const rateText = (frame: DeskFrame, rate: Rate | undefined): string =>
  rate === undefined
    ? frame.words.say('desk-oversight.unknown')
    : frame.words.say('desk-oversight.rate', {
        rate: percent(frame, rate.rate),
        low: percent(frame, rate.low),
        high: percent(frame, rate.high),
        of: rate.of,
      })

const duration = (frame: DeskFrame, ms: number): string =>
  ms < 90_000
    ? frame.words.say('desk-oversight.seconds', { count: Math.round(ms / 1000) })
    : ms < 5_400_000
      ? frame.words.say('desk-oversight.minutes', { count: Math.round(ms / 60_000) })
      : frame.words.say('desk-oversight.hours', { count: Math.round(ms / 360_000) / 10 })

const monthText = (frame: DeskFrame, month: string): string =>
  frame.words.say('desk-oversight.month', { month: new Date(`${month}-15T12:00:00Z`) })

/** A team by its name, a model by its version: both are data, never a person. */
const groupName = ({ frame, figures }: DeskOversightView, name: string): string =>
  figures.filter.by === 'team' ? frame.words.say('desk.team', { team: name }) : name

const Period = ({ view }: { readonly view: DeskOversightView }) => {
  const { frame, figures, months, to } = view
  const { say } = frame.words
  const options = months.map(value => ({ value, label: monthText(frame, value) }))
  return (
    <form class="tb-form" method="get" action={to.here}>
      <div class="tb-filters">
        <Select
          frame={frame}
          name="from"
          label={say('desk-oversight.from')}
          groups={[{ options }]}
          chosen={figures.filter.from}
        />
        <Select
          frame={frame}
          name="until"
          label={say('desk-oversight.until')}
          groups={[{ options }]}
          chosen={figures.filter.until}
        />
        <Select
          frame={frame}
          name="by"
          label={say('desk-oversight.by')}
          groups={[
            {
              options: (['team', 'model'] as const).map(value => ({ value, label: say(`desk-oversight.by-${value}`) })),
            },
          ]}
          chosen={figures.filter.by}
        />
        <div class="tb-onward">
          <Button>{say('desk-oversight.show')}</Button>
        </div>
      </div>
    </form>
  )
}

const Alarms = ({ view, shown }: { readonly view: DeskOversightView; readonly shown: readonly Group[] }) => {
  const { frame, settings } = view
  const { say } = frame.words
  const alarms = shown.flatMap(({ name, figures }) => figures.alarms.map(alarm => ({ name, alarm })))
  if (alarms.length === 0)
    return (
      <Notice kind="ok">
        <Paragraph>{say('desk-oversight.no-alarm')}</Paragraph>
      </Notice>
    )
  return (
    <Notice kind="warning">
      <Paragraph>
        <strong>{say('desk-oversight.alarms', { count: alarms.length })}</strong>
      </Paragraph>
      <Items
        items={alarms.map(({ name, alarm }) => (
          <>
            <Outside>{name === '' ? say('desk-oversight.whole') : groupName(view, name)}</Outside>:{' '}
            {say(`desk-oversight.alarm-${alarm.kind}`, {
              after: alarm.after,
              lowest: percent(frame, settings.lowest),
              highest: percent(frame, settings.highest),
              quick: duration(frame, settings.quickMs),
            })}
          </>
        ))}
      />
      <Paragraph>{say('desk-oversight.alarm-means', { chance: percent(frame, settings.falseAlarm) })}</Paragraph>
    </Notice>
  )
}

const Chart = ({
  view,
  id,
  rows,
  most,
  bounds,
}: {
  readonly view: DeskOversightView
  readonly id: 'overrides' | 'time' | 'agreement'
  readonly rows: readonly IntervalRow[]
  readonly most: number
  readonly bounds?: readonly { readonly at: number; readonly label: string }[]
}) => {
  const { say } = view.frame.words
  return rows.length === 0 ? null : (
    <section aria-labelledby={`chart-${id}`}>
      <Heading level={2} look={3} id={`chart-${id}`}>
        {say(`desk-oversight.chart-${id}`)}
      </Heading>
      <Paragraph>{say(`desk-oversight.chart-${id}-text`)}</Paragraph>
      <IntervalChart
        name={say(`desk-oversight.chart-${id}`)}
        rows={rows}
        most={most}
        {...(bounds !== undefined && { bounds })}
      />
    </section>
  )
}

const rateRow = (view: DeskOversightView, name: string, rate: Rate | undefined): readonly IntervalRow[] =>
  rate === undefined
    ? []
    : [{ label: name, value: rate.rate, low: rate.low, high: rate.high, text: percent(view.frame, rate.rate) }]

/** A round number at or above the highest value, so that the end of a line means something. */
const roundUp = (value: number): number => (value <= 0.5 ? Math.max(0.1, Math.ceil(value * 10) / 10) : 1)

/**
 * How decisions go as a whole: how often against the advice, how quick, and how far impressions, advice and decisions agree.
 * By team or by model version, never by person; a group from which too much would follow is left out.
 */
export const renderDeskOversight = (view: DeskOversightView): string => {
  const { frame, figures, settings, systems, to } = view
  const { say } = frame.words
  const title = say('desk-oversight.title')
  const all: readonly Group[] = [
    ...figures.groups,
    ...(figures.whole === undefined ? [] : [{ ...figures.whole, name: '' }]),
  ]
  const nameOf = ({ name }: Group) => (name === '' ? say('desk-oversight.whole') : groupName(view, name))
  const overrides = all.flatMap(group => rateRow(view, nameOf(group), group.figures.overrides))
  const agreements = all.flatMap(group =>
    rateRow(view, nameOf(group), group.figures.agreement.impressionDecision?.same),
  )
  const times = all.flatMap((group): readonly IntervalRow[] => {
    const { time } = group.figures
    if (time === undefined) return []
    const { median, p10 } = time
    return [{ label: nameOf(group), value: median, low: p10, high: median, text: duration(frame, median) }]
  })
  const most = roundUp(Math.max(settings.highest, ...overrides.map(row => row.high)))
  return toHtml(
    <DeskPage frame={frame} title={title}>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>{say('desk-oversight.lead')}</Paragraph>
      <div class="tb-wide">
        <Period view={view} />
      </div>
      {all.length === 0 ? (
        <Notice kind="info">
          <Paragraph>
            {say('desk-oversight.nothing', { decisions: figures.leastDecisions, officers: figures.leastOfficers })}
          </Paragraph>
        </Notice>
      ) : (
        <>
          <Alarms view={view} shown={all} />
          <Chart
            view={view}
            id="overrides"
            rows={overrides}
            most={most}
            bounds={[
              {
                at: settings.lowest,
                label: say('desk-oversight.bound-low', { share: percent(frame, settings.lowest) }),
              },
              {
                at: settings.highest,
                label: say('desk-oversight.bound-high', { share: percent(frame, settings.highest) }),
              },
            ]}
          />
          <Chart view={view} id="time" rows={times} most={Math.max(60_000, ...times.map(row => row.high)) * 1.05} />
          <Chart view={view} id="agreement" rows={agreements} most={1} />
          <section class="tb-wide" aria-labelledby="figures">
            <Heading level={2} look={3} id="figures">
              {say('desk-oversight.table')}
            </Heading>
            <Rows
              caption={say('desk-oversight.caption', {
                from: monthText(frame, figures.filter.from),
                until: monthText(frame, figures.filter.until),
              })}
              columns={(
                [
                  'group',
                  'decisions',
                  'overrides',
                  'median',
                  'p10',
                  'impression-decision',
                  'advice-decision',
                  'impression-advice',
                ] as const
              ).map(column => say(`desk-oversight.${column}`))}
              rows={all.map(group => {
                const { decisions, overrides: rate, time, agreement } = group.figures
                const unknown = say('desk-oversight.unknown')
                return [
                  <Outside>{nameOf(group)}</Outside>,
                  String(decisions),
                  rateText(frame, rate),
                  time === undefined ? unknown : duration(frame, time.median),
                  time === undefined ? unknown : duration(frame, time.p10),
                  ...[agreement.impressionDecision, agreement.adviceDecision, agreement.impressionAdvice].map(each =>
                    each === undefined
                      ? unknown
                      : `${rateText(frame, each.same)}${
                          each.kappa === undefined
                            ? ''
                            : say('desk-oversight.kappa', {
                                value: each.kappa.value,
                                low: each.kappa.low,
                                high: each.kappa.high,
                              })
                        }`,
                  ),
                ]
              })}
            />
          </section>
        </>
      )}
      {figures.leftOut && all.length > 0 && (
        <Paragraph>
          {say('desk-oversight.left-out', { decisions: figures.leastDecisions, officers: figures.leastOfficers })}
        </Paragraph>
      )}
      <Paragraph>{say('desk-oversight.never-person')}</Paragraph>
      <p class="nl-paragraph tb-onward">
        <Link href={to.csv}>{say('desk-oversight.csv')}</Link>
        <Link href={to.json}>{say('desk-oversight.json')}</Link>
        {to.overrides !== undefined && <Link href={to.overrides}>{say('desk-oversight.to-overrides')}</Link>}
      </p>
      <Systems frame={frame} systems={systems} />
    </DeskPage>,
  )
}
