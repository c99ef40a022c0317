import type { MeasuredOnce } from '@toetsbaar/register'
import type { Frame } from '../../frame.ts'
import { Outside } from '../prose/prose.tsx'

type MeasurementsProps = {
  readonly frame: Frame
  readonly goal: string
  /** The limit, and what it was without the system. */
  readonly limit: number
  readonly baseline: number
  readonly over: readonly MeasuredOnce[]
}

/** The picture shows all; the table the last ones, because a year of days is no table. */
const mostRows = 24
const width = 640
const height = 220
const edge = { left: 64, right: 16, top: 16, bottom: 36 }

type Dot = { readonly x: number; readonly y: number; readonly outcome: MeasuredOnce['outcome'] }

/** Where each value stands: time from left to right, values from the lowest to the highest of all that is drawn. */
function plot({ over, limit, baseline }: Pick<MeasurementsProps, 'over' | 'limit' | 'baseline'>) {
  const values = over.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const all = [...values, limit, baseline]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const room = high === low ? Math.max(Math.abs(high), 1) : (high - low) * 0.1
  const moments = over.map(({ at }) => Date.parse(at))
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  const y = (value: number) =>
    edge.top + ((high + room - value) / (high - low + 2 * room)) * (height - edge.top - edge.bottom)
  const inner = width - edge.left - edge.right
  const x = (moment: number) =>
    edge.left + (last === first ? 0.5 : 0.04 + (0.92 * (moment - first)) / (last - first)) * inner
  const dots: Dot[] = over.flatMap(({ at, value, outcome }) =>
    value === undefined ? [] : [{ x: x(Date.parse(at)), y: y(value), outcome }],
  )
  return { dots, limitAt: y(limit), baselineAt: y(baseline) }
}

const round = (value: number) => Math.round(value * 10) / 10

/** What a criterion was over time: a picture drawn on the server, and the same in a table. A passed one is filled, a failed one open. */
export const Measurements = ({ frame, goal, limit, baseline, over }: MeasurementsProps) => {
  const { say } = frame.words
  if (over.length === 0) return null
  const { dots, limitAt, baselineAt } = plot({ over, limit, baseline })
  const line = dots.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
  return (
    <div class="tb-measured">
      {dots.length > 0 && (
        <svg
          class="tb-measured__picture"
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={say('measured.picture', { goal, count: dots.length, limit: String(limit) })}
          focusable="false"
        >
          <line
            class="tb-measured__limit"
            x1={edge.left}
            x2={width - edge.right}
            y1={round(limitAt)}
            y2={round(limitAt)}
          />
          <text class="tb-measured__word" x={edge.left - 8} y={round(limitAt) + 5} text-anchor="end">
            {limit}
          </text>
          {Math.abs(limitAt - baselineAt) > 14 && (
            <>
              <line
                class="tb-measured__baseline"
                x1={edge.left}
                x2={width - edge.right}
                y1={round(baselineAt)}
                y2={round(baselineAt)}
              />
              <text class="tb-measured__word" x={edge.left - 8} y={round(baselineAt) + 5} text-anchor="end">
                {baseline}
              </text>
            </>
          )}
          {dots.length > 1 && <polyline class="tb-measured__line" points={line} />}
          {dots.map(({ x, y, outcome }) => (
            <circle class={`tb-measured__dot tb-measured__dot--${outcome}`} cx={round(x)} cy={round(y)} r={6} />
          ))}
          <text class="tb-measured__word" x={edge.left} y={height - 8}>
            {over[0]?.at.slice(0, 10)}
          </text>
          {over.length > 1 && (
            <text class="tb-measured__word" x={width - edge.right} y={height - 8} text-anchor="end">
              {over.at(-1)?.at.slice(0, 10)}
            </text>
          )}
        </svg>
      )}
      {dots.length > 0 && <p class="nl-paragraph tb-quiet">{say('measured.key')}</p>}
      <table class="utrecht-table tb-table">
        <caption class="utrecht-table__caption">
          {say('measured.table')}: <Outside>{goal}</Outside>
        </caption>
        <thead class="utrecht-table__header">
          <tr class="utrecht-table__row">
            {(['day', 'value', 'number', 'result'] as const).map(column => (
              <th class="utrecht-table__header-cell" scope="col">
                {say(`measured.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="utrecht-table__body">
          {over.map(({ at, value, n, outcome }) => (
            <tr class="utrecht-table__row">
              <td class="utrecht-table__cell">
                <time dateTime={at}>{at.slice(0, 10)}</time>
              </td>
              <td class="utrecht-table__cell">{value === undefined ? say('measured.none') : String(value)}</td>
              <td class="utrecht-table__cell">{n}</td>
              <td class="utrecht-table__cell">{say(`measured.${outcome}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {over.length > mostRows && (
        <p class="nl-paragraph tb-quiet">{say('measured.earlier', { count: over.length - mostRows })}</p>
      )}
    </div>
  )
}
