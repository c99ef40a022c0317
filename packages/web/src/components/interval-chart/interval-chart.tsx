/** One line of a chart: a value with the interval in which it lies for all we know, and the words for both. */
export type IntervalRow = {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly text: string
}

type IntervalChartProps = {
  /** What it shows, for who does not see it. */
  readonly name: string
  readonly rows: readonly IntervalRow[]
  /** The value at the far end. */
  readonly most: number
  /** Lines to hold the values against. */
  readonly bounds?: readonly { readonly at: number; readonly label: string }[]
}

const width = 480
const inset = 8
const lineHeight = 58
const foot = 26

/**
 * Values with their intervals, one line each, drawn on the server. It says nothing by colour alone, and the table beside it
 * says all of it in figures.
 */
export const IntervalChart = ({ name, rows, most, bounds = [] }: IntervalChartProps) => {
  const x = (value: number) => inset + (Math.min(Math.max(value, 0), most) / most) * (width - 2 * inset)
  const bottom = rows.length * lineHeight
  return (
    <svg
      class="tb-chart"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${bottom + (bounds.length > 0 ? foot : 6)}`}
    >
      {bounds.map(({ at, label }, index) => (
        <>
          <line class="tb-chart__bound" x1={x(at)} x2={x(at)} y1={0} y2={bottom + 4} />
          <text
            class="tb-chart__small"
            x={x(at)}
            y={bottom + 20}
            text-anchor={index === 0 ? 'start' : index === bounds.length - 1 && at / most > 0.7 ? 'end' : 'middle'}
          >
            {label}
          </text>
        </>
      ))}
      {rows.map(({ label, value, low, high, text }, index) => {
        const middle = index * lineHeight + 40
        return (
          <>
            <text class="tb-chart__label" x={inset} y={index * lineHeight + 20}>
              {label}
            </text>
            <text class="tb-chart__value" x={width - inset} y={index * lineHeight + 20} text-anchor="end">
              {text}
            </text>
            <line class="tb-chart__axis" x1={inset} x2={width - inset} y1={middle} y2={middle} />
            <line class="tb-chart__interval" x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
            <circle class="tb-chart__point" cx={x(value)} cy={middle} r={6} />
          </>
        )
      })}
    </svg>
  )
}
