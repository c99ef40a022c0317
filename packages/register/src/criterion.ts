import { z } from 'zod'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** A condition on one member of a ledger entry's payload; `at` is its path with dots. */
const condition = z.strictObject({ at: z.string().min(1), is: z.array(scalar).min(1) })

/**
 * What is measured: a query over the log (entries of one kind, narrowed by conditions), or a metric of a test run.
 * `share` is the part of the entries that meet `of`; `median` and `p95` are of a number at a path.
 */
const measure = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('log'),
    kind: z.string().min(1),
    where: z.array(condition).optional(),
    take: z.discriminatedUnion('what', [
      z.strictObject({ what: z.literal('count') }),
      z.strictObject({ what: z.literal('share'), of: z.array(condition).min(1) }),
      z.strictObject({ what: z.enum(['mean', 'median', 'p95']), at: z.string().min(1) }),
    ]),
  }),
  z.strictObject({ from: z.literal('test'), test: z.string().min(1), metric: z.string().min(1) }),
])

export const comparator = z.enum(['>=', '<=', '>', '<'])

/** A success criterion that a machine can decide. One that leaves out any of these cannot be written. */
export const criterion = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  goal: z.string().trim().min(1),
  measure,
  comparator,
  threshold: z.number(),
  /** Within how many days it has to be measured, again and again. */
  windowDays: z.int().min(1).max(366),
  /** With fewer it does not count as measured. */
  minimumN: z.int().min(1),
  /** What it was without the system; a threshold that is worse than this is no success. */
  baseline: z.strictObject({ value: z.number(), source: z.string().trim().min(1), on: z.iso.date() }),
  owner: z.string().trim().min(1),
  onFail: z.enum(['suspend', 'review']),
})

export type Criterion = z.infer<typeof criterion>
export type Comparator = z.infer<typeof comparator>
