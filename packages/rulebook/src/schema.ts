import { z } from 'zod'

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'an id has letters, digits and hyphens, and begins with a letter or digit')
const literal = z
  .string()
  .regex(/^-?[A-Za-z0-9][A-Za-z0-9-]*$/, 'a fact is an id, with one hyphen before it where it is not so')
const fact = z
  .string()
  .regex(/^[-?]?[A-Za-z0-9][A-Za-z0-9-]*$/, 'a known fact is an id, with - before it (not so) or ? (asked, no answer)')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD')

const odds = z.strictObject({ yes: z.number(), no: z.number(), unknown: z.number() })

const observation = z.union([
  id,
  z.strictObject({
    id,
    list: id.optional().describe('settled by a look-up in this list, not by the reporter'),
    safety: z.boolean().optional().describe('asked once before the legal questions; never keeps the advice open'),
    weighs: z.boolean().optional().describe('false: read and shown, but no rule may rest on it'),
    'asked-only': z.boolean().optional().describe('only a question settles it; stories are not searched for it'),
    cost: z.number().positive().optional(),
    odds: odds.optional(),
  }),
])

const rule = z.strictObject({
  id,
  if: z.array(literal).min(1).describe('all of these must hold'),
  then: literal.describe('what then presumably holds'),
  source: id.describe('the source that carries it most'),
  also: z.array(id).optional(),
  sure: z.enum(['high', 'medium', 'low']),
  expert: z.boolean().optional().describe('an officer looks at it in any case'),
})

const ids = z.array(id).min(1)

const source = z.strictObject({
  id,
  law: z
    .string()
    .regex(/^BWBR\d{7}$/, 'a law is cited by its BWB id, like BWBR0001854')
    .optional(),
  ecli: z.string().startsWith('ECLI:').optional(),
  url: z.url().optional(),
  article: z.string().optional(),
  verified: z.enum(['official', 'secondary', 'not-verified']),
  note: z.string().optional(),
})

const slot = z.strictObject({
  id,
  kind: z.enum(['text', 'long-text', 'amount', 'date', 'iban', 'phone', 'email', 'url']),
  required: z.boolean().optional(),
  from: z.array(z.string()).optional().describe('entity types in the story that fill it'),
  after: ids.describe('asked only after one of these outcomes'),
  repeat: z.boolean().optional(),
})

/** The shape of `model.yaml`. */
export const modelFile = z.strictObject({
  subject: id,
  from: day.describe('first day of the law that the model states'),
  revision: z.number().int().positive().describe('counts our own changes under the same law'),
  observations: z.array(observation).min(1),
  lists: z
    .array(
      z.strictObject({
        id,
        matches: z.array(z.enum(['url', 'iban', 'phone', 'email', 'kvk'])).min(1),
        'expires-after-days': z.number().int().positive(),
      }),
    )
    .optional(),
  exclusive: z.array(z.array(id).min(2)).optional().describe('of each group at most one can be yes'),
  impossible: z
    .array(z.tuple([literal, literal]))
    .optional()
    .describe('pairs that cannot both be observed'),
  conclusions: z.array(id),
  outcomes: ids,
  rules: z.array(rule).min(1),
  contraries: z
    .array(
      z.union([
        z.strictObject({ attacker: literal, target: literal }),
        z.strictObject({ between: z.tuple([literal, literal]) }),
      ]),
    )
    .optional(),
  exceptions: z.array(z.strictObject({ id, by: z.array(literal).min(1), rules: ids })).optional(),
  groups: z.record(id, ids).optional().describe('names for lists of rules'),
  priorities: z.array(z.strictObject({ id, stronger: ids, weaker: ids })).optional(),
  undecided: z
    .array(z.strictObject({ id, one: ids, other: ids, 'goes-to': z.literal('officer') }))
    .optional()
    .describe('conflicts left open on purpose'),
  gaps: z
    .array(z.strictObject({ id, when: z.array(literal).min(1), 'goes-to': z.enum(['officer', 'triage']) }))
    .optional()
    .describe('facts for which there is no advice on purpose'),
  sources: z.array(source).min(1),
  slots: z.array(slot).optional(),
})

export type ModelFile = z.infer<typeof modelFile>

/** The shape of `cases.yaml`. */
export const casesFile = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        id,
        known: z.array(fact),
        outcome: id,
        stable: z.boolean().optional(),
        because: ids.optional().describe('rules that must be among the reasons'),
        note: z.string().optional(),
      }),
    )
    .min(1, 'a model without cases cannot be tested; add at least one'),
})

const sentence = z.string().min(1, 'this text is empty; write it, or remove the key')

/** The shape of `texts.<lang>.yaml`: kind, id, field; a list under `do` gives numbered steps. */
export const textsFile = z.record(
  z.string(),
  z.record(z.string(), z.union([sentence, z.record(z.string(), z.union([sentence, z.array(sentence).min(1)]))])),
)

/** JSON Schema (draft 2020-12) of `model.yaml`, for editors. */
export function modelJsonSchema(): unknown {
  return { title: 'A legal model of Toetsbaar (model.yaml)', ...z.toJSONSchema(modelFile) }
}
