import { z } from 'zod'

const lang = z.enum(['nl', 'en'])
const answer = z.enum(['yes', 'no', 'dont-know'])
const offset = z.number().int().min(0)
const id = z.string().regex(/^[a-z0-9-]{1,80}$/, 'small letters, digits and hyphens')

/** Longest text of one field, in UTF-16 code units. */
export const longestStory = 100_000
export const longestAnswer = 10_000

const story = z
  .string()
  .max(longestStory)
  .describe('What happened, in the citizen’s own words. Passwords and card numbers are covered before storing.')
const version = z.number().int().min(0).describe('The version of the report on which this request was made')
const date = z.iso.date().describe('Date of the report; default today')

export const modelId = z.object({ subject: id, from: z.iso.date() })

export const newReport = z.strictObject({
  story,
  lang: lang.default('nl'),
  date: date.optional(),
  subject: id.optional().describe('What it is about; left out, it is read in the story'),
})

export const decisions = z.strictObject({
  version,
  decisions: z
    .array(
      z
        .strictObject({
          observation: id,
          value: z.enum(['yes', 'no', 'dont-know', 'rejected']),
          start: offset.optional(),
          end: offset.optional(),
        })
        .describe(
          'A proposal confirmed, corrected or rejected; with start and end: an observation that the citizen adds',
        ),
    )
    .max(200),
  done: z.boolean().default(true).describe('Go on, whatever is not decided'),
})

export const safetyAnswers = z.strictObject({ version, answers: z.record(id, answer) })

export const newAnswer = z.union([
  z.strictObject({ version, observation: id, value: answer }),
  z.strictObject({ version, observation: id, words: z.string().max(longestAnswer) }),
])

export const correction = z.strictObject({
  version,
  observation: id,
  value: z.enum(['yes', 'no', 'dont-know', 'withdrawn']),
})

export const detail = z.strictObject({ version, slot: id, values: z.array(z.string().max(longestAnswer)).max(50) })

export const act = z.strictObject({ version })

export const retelling = z.strictObject({ version, story })

export const newWord = z.strictObject({ version, word: z.string().min(6).max(200) })

export const credentials = z.strictObject({ code: z.string().max(40), word: z.string().max(200) })

const proposal = z.object({
  id,
  value: z.enum(['yes', 'no']),
  quote: z.string(),
  start: offset,
  end: offset,
  confidence: z.number(),
  reasons: z.array(z.object({ feature: z.string(), weight: z.number() })),
})

const proposalToConfirm = proposal.extend({ decided: z.enum(['yes', 'no', 'dont-know', 'rejected']).optional() })

const entity = z.object({
  type: z.string(),
  text: z.string(),
  start: offset,
  end: offset,
  confidence: z.number(),
  valid: z.boolean().optional(),
  normal: z.string().optional(),
})

const asked = z.object({ observation: id, question: z.string() })

const confirmed = z.object({
  id,
  value: answer,
  origin: z.enum(['story', 'question', 'look-up', 'implied']),
  quote: z.string().optional(),
  start: offset.optional(),
  end: offset.optional(),
})

export const advice = z.object({
  outcome: z.string(),
  title: z.string(),
  stable: z.boolean(),
  officer: z.boolean(),
  binding: z.literal(false).describe('The advice of a machine never binds; one may always report'),
  observations: z.array(confirmed),
  because: z.array(z.object({ rule: z.string(), source: z.string(), facts: z.array(z.string()) })),
  open: z.array(asked),
  wouldChange: z.array(z.object({ outcome: z.string(), without: z.array(z.string()), with: z.array(z.string()) })),
  bankAlert: z.boolean(),
})

const alert = z.object({ sign: z.string(), quote: z.string(), field: z.string(), help: z.array(z.string()) })
const slotValue = z.object({ slot: z.string(), value: z.string(), origin: z.enum(['story', 'citizen']) })
const progress = z.object({ asked: z.number(), expectedLeft: z.number(), atMostLeft: z.number() })

export const step = z.discriminatedUnion('at', [
  z.object({ at: z.literal('people-first'), alerts: z.array(alert) }),
  z.object({ at: z.literal('story'), text: z.string() }),
  z.object({
    at: z.literal('confirm'),
    text: z.string(),
    proposals: z.array(proposalToConfirm),
    entities: z.array(entity),
  }),
  z.object({ at: z.literal('safety'), questions: z.array(asked) }),
  z.object({
    at: z.literal('question'),
    observation: id,
    question: z.string(),
    why: z.array(z.string()),
    progress,
    conflict: z.object({ observations: z.array(z.string()), quotes: z.array(z.string().nullable()) }).optional(),
    proposed: proposal.optional(),
    said: z.object({ words: z.string(), explain: z.boolean() }).optional(),
    earlier: z.object({ value: answer, words: z.string().optional() }).optional(),
  }),
  z.object({ at: z.literal('advice'), advice }),
  z.object({ at: z.literal('slots'), advice, slots: z.array(z.string()), filled: z.array(slotValue) }),
  z.object({ at: z.literal('summary'), advice, filled: z.array(slotValue) }),
  z.object({ at: z.literal('sent'), advice }),
])

export const report = z.object({
  version,
  lang,
  model: z.object({ subject: id, from: z.iso.date(), digest: z.string() }),
  withheld: z.array(z.enum(['card', 'password', 'code'])).describe('What was typed in this request and not kept'),
  step,
})

export const openedReport = report.extend({
  code: z.string().describe('The case code. It is shown once; with a word it opens the report again'),
  token: z.string().describe('Send it as Authorization: Bearer; it holds for a day'),
})

export const openApi = z.looseObject({ openapi: z.string() })

export const nothing = z.null().describe('Nothing')

export const access = z.object({ token: z.string() })

export const modelSummary = modelId.extend({
  revision: z.number().int(),
  digest: z.string(),
  title: z.record(z.string(), z.string()),
  observations: z.array(z.object({ id, settledBy: z.enum(['reporter', 'list']), safety: z.boolean() })),
  outcomes: z.array(z.string()),
  rules: z.number().int(),
  sources: z.number().int(),
})

export const models = z.object({ models: z.array(modelSummary) })

for (const [name, schema] of Object.entries({
  NewReport: newReport,
  Report: report,
  OpenedReport: openedReport,
  Advice: advice,
  Models: models,
})) {
  z.globalRegistry.add(schema, { id: name })
}
