/** A stretch of a text with the numbers of the marks that cover it and of those that end here. */
export type Segment = {
  readonly text: string
  readonly covering: readonly number[]
  readonly ending: readonly number[]
  readonly first: boolean
  readonly last: boolean
}

/** A mark: where it lies (UTF-16 code units), and its number. Several stretches may share a number. */
export type Span = { readonly start: number; readonly end: number; readonly number: number }

const proper = (span: Span, length: number): boolean => span.start >= 0 && span.start < span.end && span.end <= length

/**
 * Cuts a text at the borders of its marks, so that overlapping marks need no nesting. The segments joined are the text,
 * to the character. A span that lies outside the text is left out.
 */
export const segmentsOf = (text: string, spans: readonly Span[]): readonly Segment[] => {
  const marks = spans.filter(span => proper(span, text.length))
  const cuts = [...new Set([0, text.length, ...marks.flatMap(mark => [mark.start, mark.end])])].sort((a, b) => a - b)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const over = (from: number, to: number) => marks.filter(mark => mark.start < to && mark.end > from)
    const covering = over(start, end)
    return {
      text: text.slice(start, end),
      covering: covering.map(mark => mark.number),
      ending: covering.filter(mark => mark.end === end).map(mark => mark.number),
      first: !covering.some(mark => mark.start < start),
      last: !covering.some(mark => mark.end > end),
    }
  })
}
