import { StaleCase, StepRefused, TooManyTries, UnknownCase } from '@toetsbaar/casefile'
import { InquiryError, type InquiryErrorCode } from '@toetsbaar/inquiry'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { RunError } from './run.ts'

/** What goes wrong on purpose: the one table of problems. The documentation prints it, and a test compares the two. */
export const problems = {
  'invalid-input': { status: 400, title: 'The request does not fit the description of the API' },
  'not-signed-in': { status: 401, title: 'This needs a token of a report' },
  'sign-in-needed': { status: 401, title: 'This is for who is signed in' },
  'wrong-code-or-word': { status: 401, title: 'This code and word open no report' },
  'not-permitted': { status: 403, title: 'The register gives no permit for this' },
  'sign-in-failed': { status: 403, title: 'Signing in did not work' },
  'role-refused': { status: 403, title: 'This is for another role' },
  'form-expired': { status: 403, title: 'This form is too old to be trusted' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'stale-version': { status: 409, title: 'The report was changed in the meantime' },
  'wrong-step': { status: 409, title: 'The report is not at this step' },
  'too-large': { status: 413, title: 'The request is too large' },
  'wrong-media-type': { status: 415, title: 'This media type is not taken here' },
  'no-model': { status: 422, title: 'No model states the law of that day' },
  'subject-unclear': { status: 422, title: 'The story does not settle what it is about' },
  'too-many-requests': { status: 429, title: 'Too many requests in a short time' },
  'provider-away': { status: 503, title: 'The sign-in provider does not answer' },
  'model-gone': { status: 503, title: 'The model of this report is not installed here' },
  fault: { status: 500, title: 'Something went wrong on our side' },
} as const

export type ProblemName = keyof typeof problems

/** One field that does not fit: where it is, and what to do about it. */
export type FieldError = {
  readonly in: 'body' | 'query' | 'header' | 'path'
  readonly location: { readonly pointer: string }
  readonly code: string
  readonly detail: string
}

/** A request that ends in an answer other than the one asked for. `detail` says what, where and what to do next. */
export class Problem extends Error {
  override name = 'Problem'
  readonly problem: ProblemName
  readonly errors: readonly FieldError[]
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    problem: ProblemName,
    detail: string,
    more: { errors?: readonly FieldError[]; extra?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause })
    this.problem = problem
    this.errors = more.errors ?? []
    this.extra = more.extra ?? {}
  }
}

/** A subject that a report may be on, in words. */
export type SubjectOffered = { readonly subject: string; readonly title: string; readonly summary: string }

/** The story points to more than one subject: the citizen says which. `none` says what to do where none fits. */
export function subjectUnclear(choices: readonly SubjectOffered[], none: string): Problem {
  const detail = 'Send the same story once more with one of the choices as "subject". Nothing was stored yet.'
  return new Problem('subject-unclear', detail, { extra: { choices, none } })
}

const fieldError = z.object({
  in: z.enum(['body', 'query', 'header', 'path']),
  location: z.object({ pointer: z.string().describe('JSON pointer (RFC 6901) to the field') }),
  code: z.string(),
  detail: z.string(),
})

/** RFC 9457, with the list of field errors of the Dutch API design rules. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .loose()

z.globalRegistry.add(problemSchema, { id: 'Problem' })

/** Finds the problem in anything that was thrown; what nobody foresaw is a fault of ours and tells nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = ofTheHouse(error)
  if (known !== undefined) return known
  const thrown = error as FastifyError
  if (hasZodFastifySchemaValidationErrors(error)) {
    const context = thrown.validationContext
    const place =
      context === 'querystring' ? 'query' : context === 'params' ? 'path' : context === 'headers' ? 'header' : 'body'
    const errors = error.validation.map(issue => ({
      in: place,
      location: { pointer: issue.instancePath.length > 1 ? issue.instancePath : strayKey(issue) },
      code: issue.keyword,
      detail: issue.message ?? 'does not fit',
    })) satisfies FieldError[]
    const told = errors.map(field => `${field.location.pointer}: ${field.detail}`).join('; ')
    return new Problem('invalid-input', `${place} ${told}`, { errors, cause: error })
  }
  switch (thrown.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Problem(
        'too-large',
        'A request may hold at most 1 MiB. Shorten the text, or send attachments one by one.',
      )
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return new Problem('wrong-media-type', 'Send application/json to the API, or a web form to the site.')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return bodyProblem('The body is not valid JSON. Send one JSON object in UTF-8.', error)
    case 'FST_CSRF_INVALID_TOKEN':
    case 'FST_CSRF_MISSING_SECRET':
      return new Problem('form-expired', 'Load the page again and send the form once more.', { cause: error })
    case 'FST_ERR_RATE_LIMITED':
      return new Problem('too-many-requests', 'Wait a minute and try again.', { cause: error })
  }
  if (thrown.statusCode === 429)
    return new Problem('too-many-requests', 'Wait a minute and try again.', { cause: error })
  if (error instanceof SyntaxError && thrown.statusCode === 400)
    return bodyProblem('The body is not valid JSON. Send one JSON object in UTF-8.', error)
  if (thrown.statusCode === 400) return bodyProblem(thrown.message, error)
  if (thrown.statusCode === 404) return new Problem('not-found', 'Check the address.', { cause: error })
  return new Problem(
    'fault',
    'It was recorded and we will look at it. Your report is kept as it was; try again later.',
    {
      cause: error,
    },
  )
}

/** Inquiry errors that are about a field of the request rather than about the moment. */
const fieldFaults: Partial<Record<InquiryErrorCode, string>> = {
  'unknown-observation': '/observation',
  'settled-by-list': '/observation',
  'settled-by-reporter': '/observation',
  'unknown-slot': '/slot',
  'too-many-values': '/values',
  'quote-not-in-story': '/decisions',
}

/** What the packages below throw on purpose. */
function ofTheHouse(error: unknown): Problem | undefined {
  if (error instanceof InquiryError) {
    const pointer = fieldFaults[error.code]
    if (pointer === undefined)
      return new Problem('wrong-step', error.message, { extra: { code: error.code }, cause: error })
    const errors = [{ in: 'body', location: { pointer }, code: error.code, detail: error.message }] as const
    return new Problem('invalid-input', error.message, { errors, cause: error })
  }
  if (error instanceof StaleCase) {
    const since = error.since.map(({ version, type, at }) => ({ version, type, at }))
    const detail = `The report is at version ${error.version}. Read it again, and send what you still want on that version.`
    return new Problem('stale-version', detail, { extra: { version: error.version, since }, cause: error })
  }
  if (error instanceof StepRefused) return new Problem('wrong-step', error.message, { cause: error })
  if (error instanceof UnknownCase)
    return new Problem('not-found', 'This report is not kept here any more.', { cause: error })
  if (error instanceof TooManyTries) return new Problem('too-many-requests', error.message, { cause: error })
  if (error instanceof RunError)
    return error.code === 'no-permit'
      ? new Problem('not-permitted', error.message, { cause: error })
      : new Problem(
          'model-gone',
          'Everything that was told is kept. Open the report again once we put the model back.',
          {
            cause: error,
          },
        )
  return undefined
}

function bodyProblem(detail: string, cause: unknown): Problem {
  return new Problem('invalid-input', detail, {
    errors: [{ in: 'body', location: { pointer: '' }, code: 'syntax', detail }],
    cause,
  })
}

/** The name of a key that should not be there, which zod tells apart. */
function strayKey(issue: { readonly params?: unknown }): string {
  const keys = (issue.params as { keys?: readonly string[] } | undefined)?.keys
  return keys?.[0] === undefined ? '' : `/${keys[0]}`
}

/** The body of a problem answer (RFC 9457). */
export function problemBody(problem: Problem, instance: string): z.infer<typeof problemSchema> {
  const { status, title } = problems[problem.problem]
  return {
    type: `https://toetsbaar.example/problems/${problem.problem}`,
    title,
    status,
    detail: problem.message,
    instance,
    ...(problem.errors.length > 0 && { errors: [...problem.errors] }),
    ...problem.extra,
  }
}

/** Answers the API with problem+json and logs faults of ours; `page` draws the same for a person. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  page: (problem: Problem, status: number, request: FastifyRequest) => string,
): FastifyReply {
  const problem = problemOf(error)
  const { status } = problems[problem.problem]
  if (status >= 500)
    request.log.error({ err: problem.cause ?? problem, url: request.routeOptions.url }, problem.problem)
  reply.code(status).header('cache-control', 'no-store')
  if (request.url.startsWith('/api/')) {
    return reply
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, request.url.split('?')[0] ?? '/')))
  }
  return reply.type('text/html; charset=utf-8').send(page(problem, status, request))
}
