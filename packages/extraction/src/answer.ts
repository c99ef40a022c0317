import type { Marked } from './match.ts'
import { type NormalText, typedRange } from './normal.ts'
import type { SpokenAnswer } from './reading.ts'
import type { ReadingPatterns } from './reading-patterns.ts'
import type { Vote } from './vote.ts'

/** Reads an answer in words: what the patterns say of the asked observation goes first, then a plain yes or no at the start. */
export function answerOf(
  normal: NormalText,
  marked: Marked,
  reading: ReadingPatterns,
  own: { value: 'yes' | 'no'; best: Vote } | undefined,
  said: { dontKnow: boolean; what: boolean },
): SpokenAnswer {
  const { tokens } = marked
  const quoted = (first: number, last: number, value: 'yes' | 'no'): SpokenAnswer => ({
    value,
    ...typedRange(normal, tokens.starts[first] ?? 0, tokens.ends[last] ?? 0),
  })
  const at = (k: number, element: number) => marked.senses[k]?.has(element) === true
  const firstYes = at(0, reading.compiled.answer.yes)
  const firstNo = at(0, reading.compiled.answer.no)
  if (said.what) return { value: 'what-do-you-mean' }
  if (firstYes && !firstNo) return quoted(0, 0, 'yes')
  if (firstNo && !firstYes) return quoted(0, 0, 'no')
  if (said.dontKnow) return { value: 'dont-know' }
  if (own !== undefined) return quoted(own.best.first, own.best.last, own.value)
  for (let k = 1; k < Math.min(tokens.count, 6); k++) {
    if (at(k, reading.compiled.answer.yes)) return quoted(k, k, 'yes')
    if (at(k, reading.compiled.answer.no)) return quoted(k, k, 'no')
  }
  for (let k = 0; k < Math.min(tokens.count, 6); k++)
    if (at(k, reading.compiled.scope.negators)) return quoted(k, k, 'no')
  return { value: 'not-understood' }
}
