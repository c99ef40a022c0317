import type { Frame } from '../../frame.ts'
import { type Segment, type Span, segmentsOf } from './segments.ts'

type PieceProps = {
  readonly frame: Frame
  readonly segment: Segment
  readonly to: string
  /** Numbers that ended in an earlier segment: a mark in two places is led back to by its first. */
  readonly before: ReadonlySet<number>
}

const Piece = ({ frame, segment, to, before }: PieceProps) => {
  if (segment.covering.length === 0) return <>{segment.text}</>
  const ends = `${segment.first ? ' tb-mark--first' : ''}${segment.last ? ' tb-mark--last' : ''}`
  return (
    <mark class={`nl-mark tb-mark${ends}`}>
      {segment.text}
      {[...new Set(segment.ending)].map(number => (
        <a class="tb-mark__number" id={before.has(number) ? undefined : `mark-${number}`} href={`#${to}-${number}`}>
          <span class="tb-unseen">{frame.words.say('own-words.mark')} </span>
          {number}
        </a>
      ))}
    </mark>
  )
}

/** A story in the citizen's own words with numbered marks; each number leads to what the mark means. */
export const MarkedStory = ({
  frame,
  text,
  spans,
  to,
}: {
  readonly frame: Frame
  readonly text: string
  readonly spans: readonly Span[]
  /** Ids that the numbers lead to: `<to>-1`, `<to>-2`, … */
  readonly to: string
}) => {
  const segments = segmentsOf(text, spans)
  const before = (index: number) => new Set(segments.slice(0, index).flatMap(segment => segment.ending))
  return (
    <div class="tb-story" dir="auto">
      {segments.map((segment, index) => (
        <Piece frame={frame} segment={segment} to={to} before={before(index)} />
      ))}
    </div>
  )
}
