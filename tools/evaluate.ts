import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  createReader,
  FOLDS,
  foldsOf,
  parseReading,
  parseWeights,
  type Reader,
  trainWeights,
} from '@toetsbaar/extraction'
import { parse } from 'yaml'
import { readBeside, readCorpus, readReports } from './corpus.ts'
import { calibrationError, emptyScore, maskScore, pairReading, parsePairs, type Score, score } from './evaluation.ts'
import {
  countTable,
  PART_HEAD,
  PARTS,
  partRow,
  type Styled,
  shown,
  surenessTable,
  unseenCard,
  whereItStarts,
} from './reading-tables.ts'

/**
 * `npm run evaluate`: measures the reader by cross-validation and on the held-out part, and writes docs/model-card-reading.md.
 * `npm run evaluate -- --file F`: measures it, with the weights as they stand, on annotated reports that nothing was made from; prints only.
 */
const ROOT = resolve(import.meta.dirname, '..')
const MODEL = join(ROOT, 'models/internet-trade-fraud/2019-03-01')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const { develop, held: kept } = readCorpus(ROOT)
const beside = readBeside(join(ROOT, 'corpus'), { pairs: false })
const patterns = (lang: 'nl' | 'en') => parseReading(parse(readFileSync(join(MODEL, `reading.${lang}.yaml`), 'utf8')))
const reading = { nl: patterns('nl'), en: patterns('en') }
const readerOf = (weights: unknown) => createReader({ reading, weights: parseWeights(weights) })
const reader = readerOf(JSON.parse(read('packages/extraction/weights/weights.json')))

const { file } = parseArgs({ options: { file: { type: 'string' } } }).values
if (file !== undefined) {
  process.stdout.write(unseenCard(reader, readReports(file), (part, change) => score(reader, part, change)))
  process.exit(0)
}

// a file is the work of one writer, and is held back as a whole
const foldOf = foldsOf(develop.map(item => item.group ?? item.id))
const folds = Array.from({ length: FOLDS }, (_, k) => ({
  reader: readerOf(
    trainWeights(
      develop.filter((_item, i) => foldOf[i] !== k),
      reading,
      beside,
    ),
  ),
  reports: develop.filter((_item, i) => foldOf[i] === k),
}))
const across = (wanted: (item: Styled) => boolean, change?: (text: string) => string) =>
  folds.reduce((sum, fold) => score(fold.reader, fold.reports.filter(wanted), change, sum), emptyScore())

const lines: string[] = []
const out = (...more: string[]) => lines.push(...(more.length === 0 ? [''] : more))
const summary = (name: string, part: Score) => out(partRow(name, part))

const cross = across(() => true)
const lower = across(
  () => true,
  text => text.toLowerCase(),
)
const unseen = score(reader, kept)

out('# Model card: reading a report')
out()
out(
  'Made by `npm run evaluate`; every figure on this page is measured by it. What the reader says is proposed only; a person confirms it.',
)
out()
out(
  '- **What it does**: proposes observations (yes or no, never from silence) and entities, each with its exact quote, a confidence and the reasons that weigh most.',
)
out('- **What it does not do**: decide, advise, score persons, or read other subjects than the model that it is given.')
out(
  `- **Made from**: the patterns of models/internet-trade-fraud/2019-03-01 and ${develop.length} invented reports; ${kept.length} more are held out (corpus/split.json).`,
)
out(
  '- **Known bias of these figures**: cross-validation holds writers back (a file is the work of one), so weights never saw the writer that they are measured on. Patterns did: they were written while looking at the files under "seen" in corpus/split.json. The row of files that no pattern was written from is the nearest to blind. What was measured blind, before a file joined the corpus, stands in packages/extraction/README.md.',
)
out(whereItStarts(JSON.parse(read('packages/extraction/weights/weights.json')).judges))
out(
  '- **What counts as wrong**: a value that the annotator left out counts as wrong, also where the words do presuppose it; no figure is put right for that.',
)
out()
out('## In one table')
out()
out(...PART_HEAD)
summary(`development, ${FOLDS}-fold cross-validation`, cross)
summary('the same in lower case', lower)
summary(
  'files that no pattern was written from',
  across(item => item.seen !== true),
)
for (const { name, has } of PARTS) summary(name, across(has))
summary('held out, never trained on', unseen)
out()
out(
  'Precision and recall count (observation, value) pairs per report. Macro-F1 is over observations with at least 4 annotated examples in the part.',
)
out()
out('## Observations (cross-validation)')
out()
out(...countTable('observation', cross.observations))
out('## Observations (held out)')
out()
out(...countTable('observation', unseen.observations))
out('## Entities (cross-validation)')
out()
out(...countTable('type', cross.entities))
out('## Entities (held out)')
out()
out(...countTable('type', unseen.entities))
out('## When it is surer')
out()
out(...surenessTable(cross))
out(
  `Expected calibration error (ten bins): ${shown(calibrationError(cross.proposals))} by cross-validation, ${shown(calibrationError(unseen.proposals))} held out.`,
)
out()
// the shipped weights learn from the pairs; these do not
const withoutPairs = readerOf(trainWeights(develop, reading, beside))
const pairs = parsePairs(read('corpus/pairs.tsv')).map(pair => pairReading(withoutPairs, pair))
out('## Flipped pairs')
out()
out(
  `${pairs.length} pairs of sentences that differ in what they settle: ${shown(pairs.filter(pair => pair.consistent).length / pairs.length)} consistent (no value that belongs to the other sentence, and at least one sentence read); in ${shown(pairs.filter(pair => pair.both).length / pairs.length)} both sentences are read right.`,
)
out()
const maskAcross = (change?: (text: string) => string) =>
  folds
    .map(fold => maskScore(fold.reader, fold.reports, change))
    .reduce((sum, part) => ({
      hidden: sum.hidden + part.hidden,
      persons: sum.persons + part.persons,
      extra: sum.extra + part.extra,
      plain: sum.plain + part.plain,
    }))
const mask = maskAcross()
const maskLower = maskAcross(text => text.toLowerCase())
const maskHeld = maskScore(reader, kept)
out('## Mask mode')
out()
out(
  `Words of persons that are hidden: ${shown(mask.hidden / mask.persons)} by cross-validation (${mask.persons} words), ${shown(maskLower.hidden / maskLower.persons)} in lower case, ${shown(maskHeld.hidden / maskHeld.persons)} held out (${maskHeld.persons} words). Words in no entity that are hidden too: ${shown(mask.extra / mask.plain)}, ${shown(maskLower.extra / maskLower.plain)} and ${shown(maskHeld.extra / maskHeld.plain)}. The rules of this mode were tried on the development reports, and on the held-out ones too: its figures there are no longer blind.`,
)
out()
out('## Would more reports help?')
out()
out('| reports trained on | annotated | precision | recall | macro-F1 | entity F1 |', '|---|---|---|---|---|---|')
const test = develop.filter((_item, i) => foldOf[i] === 0)
const rest = develop.filter((_item, i) => foldOf[i] !== 0)
const curve: { reader: Reader; count: number }[] = [0.25, 0.5, 1].map(share => ({
  reader: readerOf(
    trainWeights(
      rest.filter((_item, i) => i % 4 < share * 4),
      reading,
      beside,
    ),
  ),
  count: Math.round(rest.length * share),
}))
for (const point of curve) summary(String(point.count), score(point.reader, test))
out()
out(
  'All measured on the same fifth of the development reports, of writers that were not trained on. A flat curve says: write better patterns; a rising one: write more reports.',
)

const card = `${lines.join('\n')}\n`
writeFileSync(join(ROOT, 'docs/model-card-reading.md'), card)
process.stdout.write(card)
