import { z } from 'zod'
import { actor } from './actor.ts'
import { comparator } from './criterion.ts'
import { classificationSchema, dossierSchema, sha256Hex } from './dossier.ts'
import { exemptionTerms } from './exemption.ts'
import { keptDocument } from './kept.ts'
import { isPlaceholder } from './placeholder.ts'

const text = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .refine(value => !isPlaceholder(value), 'says nothing')
const both = z.strictObject({ nl: text, en: text })
const moment = z.iso.datetime()
const version = z.int().min(1)
const done = { by: actor, at: moment }

export const assessmentKinds = [
  'lawfulness',
  'data-protection',
  'ethics',
  'human-rights',
  'security',
  'processing-record',
  'risk-management',
  'data-governance',
  'technical-documentation',
  'record-keeping',
  'transparency',
  'human-oversight',
  'accuracy-and-security',
  'fundamental-rights',
  'eu-registration',
] as const

export const triggerKinds = ['metric', 'drift', 'new-law', 'incident', 'complaint', 'outside-scope'] as const

/** What retirement asks for. The entry itself stays. */
const farewell = z.strictObject({
  because: text,
  evaluation: text,
  lessons: text,
  archive: z.strictObject({ manifest: sha256Hex, files: z.int().min(0) }),
  destroyOn: z.iso.date(),
  notice: both,
})

/** A dated plan by which an older system comes in: which demand is met by when. */
const catchUpPlan = z.strictObject({
  items: z.array(z.strictObject({ demand: text, by: z.iso.date(), owner: text })).min(1),
})

/** A step of the life cycle that is asked for and then needs four eyes. */
export const stepKinds = ['field-lab', 'operational', 'resume', 'license', 'catch-up', 'exempt', 'retire'] as const

export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('propose'), ...done, dossier: dossierSchema }),
  z.strictObject({ act: z.literal('file'), ...done, dossier: dossierSchema, because: text }),
  z.strictObject({ act: z.literal('choose'), ...done, because: text }),
  z.strictObject({
    act: z.literal('assess'),
    ...done,
    version,
    kind: z.enum(assessmentKinds),
    title: text,
    document: sha256Hex,
    outcome: z.enum(['positive', 'conditional', 'negative']),
    conditions: z.array(text).optional(),
  }),
  z.strictObject({ act: z.literal('classify'), ...done, version, classification: classificationSchema }),
  z.strictObject({ act: z.literal('confirm-class'), ...done, version, because: text }),
  z.strictObject({
    act: z.literal('announce-test'),
    ...done,
    test: text,
    kind: z.enum(['quality', 'fairness', 'robustness']),
    dataset: sha256Hex,
    digest: sha256Hex,
    thresholds: z.array(z.strictObject({ metric: text, comparator, threshold: z.number() })).min(1),
    minimumN: z.int().min(1),
    validDays: z.int().min(1).max(366),
  }),
  z.strictObject({
    act: z.literal('report-test'),
    ...done,
    test: text,
    dataset: sha256Hex,
    digest: sha256Hex,
    startedAt: moment,
    n: z.int().min(0),
    metrics: z.record(text, z.number()),
    /** The file that it was read from, where another tool made it. */
    original: keptDocument.optional(),
  }),
  z.strictObject({
    act: z.literal('measure'),
    ...done,
    criterion: text,
    digest: sha256Hex,
    value: z.number().optional(),
    n: z.int().min(0),
    from: moment,
    to: moment,
  }),
  z.strictObject({
    act: z.literal('request'),
    ...done,
    step: z.enum(stepKinds),
    version,
    because: text,
    farewell: farewell.optional(),
    catchUp: catchUpPlan.optional(),
    exemption: exemptionTerms.optional(),
  }),
  z.strictObject({ act: z.literal('approve'), ...done, step: z.enum(stepKinds), version, content: sha256Hex }),
  /** The investigation is over. */
  z.strictObject({ act: z.literal('end-exemption'), ...done, investigation: text, because: text }),
  z.strictObject({ act: z.literal('decline'), ...done, because: text }),
  z.strictObject({ act: z.literal('block'), ...done, because: text }),
  z.strictObject({ act: z.literal('unblock'), ...done, because: text }),
  z.strictObject({ act: z.literal('suspend'), ...done, because: text }),
  z.strictObject({
    act: z.literal('decide'),
    ...done,
    choice: z.enum(['continue', 'change', 'retire']),
    because: text,
  }),
  z.strictObject({ act: z.literal('trigger'), ...done, kind: z.enum(triggerKinds), because: text }),
  z.strictObject({ act: z.literal('review'), ...done, outcome: z.enum(['stays', 'stop']), because: text }),
  z.strictObject({ act: z.literal('signal'), ...done, signal: text, text }),
  z.strictObject({ act: z.literal('answer'), ...done, signal: text, text }),
  z.strictObject({
    act: z.literal('incident'),
    ...done,
    incident: text,
    kind: z.enum(['widespread-or-critical', 'death', 'other-serious']),
    what: text,
    awareAt: moment,
    digests: z.array(sha256Hex).min(1),
  }),
  z.strictObject({ act: z.literal('report-incident'), ...done, incident: text, to: text }),
  z.strictObject({ act: z.literal('close-incident'), ...done, incident: text, because: text }),
])

/** One thing that somebody does with a dossier. Acts are what lies in the ledger; everything else is folded from them. */
export type Act = z.infer<typeof actSchema>
export type ActName = Act['act']
export type ActOf<Name extends ActName> = Extract<Act, { act: Name }>
export type StepKind = (typeof stepKinds)[number]
export type AssessmentKind = (typeof assessmentKinds)[number]
export type TriggerKind = (typeof triggerKinds)[number]
export type Farewell = z.infer<typeof farewell>
export type CatchUpPlan = z.infer<typeof catchUpPlan>
