import { type Annotated, LONE_SENTENCE, MOST_CUT, type Reader } from '@toetsbaar/extraction'
import {
  type Count,
  calibrationError,
  f1,
  macroF1,
  maskScore,
  precision,
  recall,
  type Score,
  selective,
  total,
} from './evaluation.ts'

/** A report with the note of its annotator on how it is written. */
export type Styled = Annotated & { readonly style: string }

const SHORT = 260
const ENGLISH_SECOND = /second|non-native|broken|non native|l2/i

/** The parts that are reported apart: how people write, not who they are. */
export const PARTS: readonly { readonly name: string; readonly has: (item: Styled) => boolean }[] = [
  { name: 'Dutch', has: item => item.lang === 'nl' },
  { name: 'English', has: item => item.lang === 'en' },
  { name: 'second-language Dutch and English', has: item => ENGLISH_SECOND.test(item.style) },
  {
    name: 'Flemish and dialect',
    has: item => /flemish|dialect|vlaams|west-|limburg|gron|fries|brabant/i.test(item.style),
  },
  { name: `short messages (under ${SHORT} characters)`, has: item => item.text.length < SHORT },
  { name: 'long letters (over 700 characters)', has: item => item.text.length > 700 },
]

/** A figure as the card shows it. */
export function shown(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0\./, '.')
}

/** A table of counts, one name a row. */
export function countTable(title: string, counts: ReadonlyMap<string, Count>): string[] {
  return [
    `| ${title} | annotated | precision | recall | F1 |`,
    '|---|---|---|---|---|',
    ...[...counts]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(
        ([name, count]) =>
          `| ${name} | ${count.right + count.missed} | ${shown(precision(count))} | ${shown(recall(count))} | ${shown(f1(count))} |`,
      ),
    '',
  ]
}

/** One row of the table of parts. */
export function partRow(name: string, part: Score): string {
  const all = total(part.observations.values())
  return `| ${name} | ${part.settled} | ${shown(precision(all))} | ${shown(recall(all))} | ${shown(macroF1(part))} | ${shown(f1(total(part.entities.values())))} |`
}

export const PART_HEAD = [
  '| part | annotated | precision | recall | macro-F1 | entity F1 |',
  '|---|---|---|---|---|---|',
]

/** Precision and coverage at rising confidence. */
export function surenessTable(part: Score): string[] {
  return [
    '| confidence at least | precision | coverage of what was annotated |',
    '|---|---|---|',
    ...[0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map(least => {
      const { precision: right, coverage } = selective(part, least)
      return `| ${least} | ${shown(right)} | ${shown(coverage)} |`
    }),
    '',
  ]
}

/** Everything that is measured on reports that a reader was not trained on, in one text. */
export function unseenCard(
  reader: Reader,
  reports: readonly Styled[],
  measure: (reports: readonly Styled[], change?: (text: string) => string) => Score,
): string {
  const whole = measure(reports)
  const mask = maskScore(reader, reports)
  const lower = maskScore(reader, reports, text => text.toLowerCase())
  const lines = [
    '# Reports that the reader has not seen',
    '',
    `${reports.length} reports, read with the weights as they stand. Nothing was trained on them.`,
    '',
    ...PART_HEAD,
    partRow('all', whole),
    partRow(
      'the same in lower case',
      measure(reports, text => text.toLowerCase()),
    ),
    ...PARTS.map(({ name, has }) => partRow(name, measure(reports.filter(has)))),
    '',
    '## Observations',
    '',
    ...countTable('observation', whole.observations),
    '## Entities',
    '',
    ...countTable('type', whole.entities),
    '## When it is surer',
    '',
    ...surenessTable(whole),
    `Expected calibration error (ten bins): ${shown(calibrationError(whole.proposals))}.`,
    '',
    '## Mask mode',
    '',
    `Words of persons that are hidden: ${shown(mask.hidden / mask.persons)} (${mask.persons} words), ${shown(lower.hidden / lower.persons)} in lower case. Words in no entity that are hidden too: ${shown(mask.extra / mask.plain)} and ${shown(lower.extra / lower.plain)}.`,
    '',
  ]
  return lines.join('\n')
}

/** From which confidence on the judges propose, in words. */
export function whereItStarts(
  judges: readonly { readonly observation: string; readonly value: string; readonly from: number }[],
): string {
  const cuts = judges.map(({ from }) => from).filter(from => from < MOST_CUT)
  const disputed = judges
    .filter(({ from }) => from === MOST_CUT)
    .map(({ observation, value }) => `${observation}=${value}`)
  const { words, withPattern, withWords } = LONE_SENTENCE
  return [
    `- **Where it starts to propose**: from a confidence of ${Math.min(...cuts)} for a rare observation to ${Math.max(...cuts)} for a common one, learnt in training: with these at least .95 of all held-back verdicts was right on reports that no pattern was written from.`,
    disputed.length > 0
      ? `From ${MOST_CUT} only where writers of the corpus annotate too differently: ${disputed.join(', ')}.`
      : '',
    `In a lone sentence of at most ${words} words a pattern may from ${withPattern} on, words that no pattern knows from ${withWords}: such a text is mostly an answer or a test, and its confidence is lower than that of a story.`,
  ]
    .filter(part => part !== '')
    .join(' ')
}
