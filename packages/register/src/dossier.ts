import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { criterion } from './criterion.ts'
import { digestOf } from './digest.ts'
import { keptDocument } from './kept.ts'
import { isPlaceholder } from './placeholder.ts'

const text = z
  .string()
  .trim()
  .min(1)
  .refine(value => !isPlaceholder(value), 'says nothing. Leave the field out, so that it shows as a gap')
const both = z.strictObject({ nl: text, en: text })
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens')
const day = z.iso.date()
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal')
const link = z.url({ protocol: /^https?$/ }).refine(value => !isPlaceholder(value), 'is a specimen address')

/** Where something is written, and whether the wording was compared with the official text. */
const source = z.strictObject({
  law: text,
  article: text.optional(),
  url: link.optional(),
  verified: z.enum(['official', 'secondary', 'not-verified']),
})

/** Exactly one; what has to be shown follows from it. */
const regime = z.enum(['police-data', 'gdpr', 'judicial-data'])

/** How hard a wrong outcome hits a citizen; safeguards grow with it. */
const gravity = z.enum(['light', 'noticeable', 'grave'])

/** One thing that goes in: a column, a field, a kind of text. */
const variable = z.strictObject({
  id,
  /** What the value says something about. */
  about: z.enum(['person', 'household', 'vehicle', 'area', 'thing', 'event', 'organisation', 'text']),
  means: text,
  source: text.optional(),
  why: text.optional(),
  /** Whether the work could be done without knowing whom it concerns, and why not. */
  anonymous: z.strictObject({ possible: z.boolean(), because: text }).optional(),
  from: day.optional(),
  to: day.optional(),
  accuracy: text.optional(),
  representativeness: text.optional(),
  currency: text.optional(),
  /** A check that the variable does not stand in for origin or another ground that may not count. */
  proxy: z.strictObject({ against: text, method: text, result: text, on: day }).optional(),
  /** Some of the values, where they form a short list: what a column is called is not what it says. */
  values: z.array(z.string()).optional(),
})

/** What comes out, and about what. */
const output = z.strictObject({
  id,
  kind: z.enum(['advice', 'question', 'proposal', 'summary', 'hit', 'forecast', 'score', 'rank', 'label']),
  about: z.enum(['person', 'household', 'group', 'vehicle', 'area', 'report', 'case', 'document', 'thing']),
  means: text,
})

export const classes = ['prohibited', 'high-risk', 'transparency', 'minimal', 'no-ai', 'unclear'] as const

/** The outcome of the classification model under the AI Act, as data: the register does not reason about the law itself. */
export const classificationSchema = z.strictObject({
  class: z.enum(classes),
  points: z.array(text),
  model: z.strictObject({ subject: text, from: z.iso.date(), digest: sha256Hex }),
  known: z.array(text),
  because: z.array(z.strictObject({ rule: text, source: text })),
  open: z.array(text),
  stable: z.boolean(),
})

export const dossierSchema = z.strictObject({
  schema: z.literal(1),
  id,
  origin: z.enum(['new', 'existing']),
  name: both,
  summary: both,
  organisation: text,
  contact: z.email().optional(),
  owner: z.strictObject({ person: text, unit: text }),
  /** Everybody who made what is licensed; none of them may approve it. */
  authors: z.array(text).min(1),
  /** What the version licenses: files by name of part, and their SHA-256 at the moment of sealing. */
  runs: z
    .strictObject({
      files: z.record(text, z.array(text).min(1)).optional(),
      parts: z.record(text, sha256Hex).refine(parts => Object.keys(parts).length > 0, 'names no part'),
    })
    .optional(),
  purpose: z.strictObject({ goal: both, value: text.optional() }).optional(),
  notFor: z.array(text).optional(),
  regime: regime.optional(),
  legalBasis: z.array(source).optional(),
  lawfulness: z
    .strictObject({
      proportionality: text.optional(),
      subsidiarity: text.optional(),
      obtaining: text.optional(),
      processing: text.optional(),
      destroying: text.optional(),
    })
    .optional(),
  data: z.array(variable).optional(),
  outputs: z.array(output).optional(),
  affected: z.array(text).optional(),
  gravity: gravity.optional(),
  human: z
    .strictObject({
      role: text,
      /** Whether anything happens to a citizen on the outcome alone. */
      actsOnScoreAlone: z.boolean(),
      /** Whether a decision asks for the concrete, current reason in words. */
      asksConcreteReason: z.boolean(),
    })
    .optional(),
  margins: z
    .array(
      z.strictObject({
        what: text,
        measured: z.strictObject({ value: z.number(), n: z.int().min(1), on: day, source: text }).optional(),
        acceptable: z.strictObject({ value: z.number(), because: text }).optional(),
      }),
    )
    .optional(),
  risks: z.array(z.strictObject({ risk: text, measure: text, owner: text })).optional(),
  businessCase: z
    .strictObject({ urgency: text, effect: text, impact: text, effortHours: z.number().min(0), benefit: text })
    .optional(),
  criteria: z.array(criterion).optional(),
  scope: z
    .strictObject({
      purposes: z.array(z.strictObject({ id, states: z.array(z.enum(['field-lab', 'operational'])).min(1) })).min(1),
      units: z.array(id).min(1),
    })
    .optional(),
  /** What the classification model said of the owner's answers. It counts once a lawyer has confirmed it by an act. */
  aiAct: classificationSchema.optional(),
  /** First day on which it may run, and the first day on which it may not any more (UTC). */
  from: day.optional(),
  until: day.optional(),
  /** What the owner knows to be missing, in words, beside what the register finds. */
  gaps: z.array(z.strictObject({ what: text, because: text })).optional(),
  publication: z
    .strictObject({
      website: link.optional(),
      sourceCode: link.optional(),
      provider: text.optional(),
      tags: z.array(text).optional(),
      method: text.optional(),
    })
    .optional(),
  /** Documents of other registers from which the dossier was begun, byte for byte. Never public. */
  imported: z.array(keptDocument).optional(),
})

/** The content of one version of a dossier. What is not known is left out and shows as a gap. */
export type Dossier = z.infer<typeof dossierSchema>
export type Regime = z.infer<typeof regime>
export type Gravity = z.infer<typeof gravity>
export type Classification = z.infer<typeof classificationSchema>

/** A dossier that cannot be read. `where` is the path of the field. */
export class DossierError extends Error {
  override name = 'DossierError'
  readonly where: string
  constructor(where: string, message: string) {
    super(where === '' ? message : `${where}: ${message}`)
    this.where = where
  }
}

/** Reads a dossier from a value (parsed YAML or JSON). Throws DossierError with the first field that does not fit. */
export function parseDossier(value: unknown): Dossier {
  const parsed = dossierSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new DossierError(issue === undefined ? '' : issue.path.join('.'), issue?.message ?? 'does not fit the schema')
}

/** Reads a dossier from a YAML file. Throws DossierError with the file and the field. */
export function loadDossier(path: string): Dossier {
  try {
    return parseDossier(parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof DossierError) throw new DossierError(error.where, `${error.message} (${path})`)
    throw new DossierError(
      '',
      `${path} cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** SHA-256 of the canonical form of all that a version says. An approval is about this digest. */
export function contentDigest(dossier: Dossier): string {
  return digestOf(dossier)
}

/** SHA-256 of what an assessment is about: the content without the bytes, the people, the dates and what is only shown. */
export function substanceDigest(dossier: Dossier): string {
  const {
    runs: _,
    authors: _a,
    owner: _o,
    contact: _c,
    from: _f,
    until: _u,
    gaps: _g,
    publication: _p,
    imported: _i,
    ...substance
  } = dossier
  return digestOf(substance)
}
