import fc from 'fast-check'
import { expect, it } from 'vitest'
import { segmentsOf } from './segments.ts'

const marked = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).chain(text =>
  fc.record({
    text: fc.constant(text),
    spans: fc.array(
      fc.record({
        start: fc.integer({ min: -2, max: text.length + 2 }),
        end: fc.integer({ min: -2, max: text.length + 2 }),
        number: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 6 },
    ),
  }),
)

/** The naive way: for every character, which marks lie over it. */
const over = (text: string, spans: readonly { start: number; end: number; number: number }[]): string[] =>
  [...Array(text.length).keys()].map(at =>
    spans
      .filter(span => span.start >= 0 && span.end <= text.length && span.start <= at && at < span.end)
      .map(span => span.number)
      .join(),
  )

it('cuts a text so that the pieces joined are the text, and every character lies under its own marks', () => {
  fc.assert(
    fc.property(marked, ({ text, spans }) => {
      const segments = segmentsOf(text, spans)
      expect(segments.map(segment => segment.text).join('')).toBe(text)
      const covered = segments.flatMap(segment => Array<string>(segment.text.length).fill(segment.covering.join()))
      expect(covered).toEqual(over(text, spans))
    }),
    { numRuns: 500 },
  )
})

it('ends every mark once', () => {
  fc.assert(
    fc.property(marked, ({ text, spans }) => {
      const proper = spans.filter(span => span.start >= 0 && span.start < span.end && span.end <= text.length)
      const ended = segmentsOf(text, spans).flatMap(segment => segment.ending)
      expect(ended.toSorted()).toEqual(proper.map(span => span.number).toSorted())
    }),
  )
})
