import type { Frame } from '../../frame.ts'
import { type NetworkView, placeNodes } from './network.ts'

/**
 * The network as a still picture; a script may put one in its place that can be moved and enlarged. The table beside it
 * says the same in words.
 */
export const NetworkPicture = ({
  frame,
  network,
  label,
}: {
  readonly frame: Frame
  readonly network: NetworkView
  readonly label: string
}) => {
  const placed = placeNodes(network)
  const at = new Map(placed.map(node => [node.id, node]))
  const reach = 60 + Math.max(...placed.map(node => Math.max(Math.abs(node.x), Math.abs(node.y))))
  return (
    <div class="tb-network tb-wide" data-network={JSON.stringify(network)}>
      <svg
        class="tb-network__still"
        role="img"
        aria-label={label}
        viewBox={`${-reach - 40} ${-reach} ${2 * reach + 80} ${2 * reach}`}
      >
        {network.edges.map(({ from, to }) => {
          const [one, other] = [at.get(from), at.get(to)]
          return one && other && <line class="tb-network__edge" x1={one.x} y1={one.y} x2={other.x} y2={other.y} />
        })}
        {placed.map(({ id, sort, steps, x, y, label: name }) => (
          <g class={`tb-network__${sort}${steps === 0 ? ' tb-network__first' : ''}`}>
            <circle cx={x} cy={y} r={sort === 'value' ? 7 : steps === 0 ? 16 : 12} />
            <text x={x} y={y + (sort === 'value' ? 24 : 32)} text-anchor="middle" key={id}>
              {name}
            </text>
          </g>
        ))}
      </svg>
      <script type="module" src={frame.assets.network} />
    </div>
  )
}
