import type { Casefile } from '@toetsbaar/casefile'
import type { Model } from '@toetsbaar/rulebook'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Problem, problemSchema } from '../errors.ts'
import type { Act, Report, Reports } from '../reports.ts'
import { modelAnswer, reportAnswer } from './answer.ts'
import * as schemas from './schemas.ts'
import type { Tokens } from './token.ts'

/** The version of the API; semantic versioning, told in every answer. */
export const apiVersion = '1.0.0'

const problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
}
const withBody = { 400: problem, 413: problem, 415: problem, 429: problem }
const onReport = { ...withBody, 401: problem, 409: problem }

export type ApiParts = {
  readonly reports: Reports
  readonly casefile: Casefile
  readonly models: readonly Model[]
  readonly tokens: Tokens
}

/** The API, version 1. A report is the one that the token opens: no address names a case. */
export async function addApi(app: FastifyInstance, { reports, casefile, models, tokens }: ApiParts): Promise<void> {
  const api = app.withTypeProvider<ZodTypeProvider>()

  const caseOf = (request: FastifyRequest): string => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    const id = scheme?.toLowerCase() === 'bearer' && token !== undefined ? tokens.open(token) : undefined
    if (id === undefined)
      throw new Problem(
        'not-signed-in',
        'Send "Authorization: Bearer" with the token of a report; a token holds for a day.',
      )
    return id
  }
  const act = async (request: FastifyRequest, version: number, acts: readonly Act[]) => {
    const id = caseOf(request)
    const { lang } = await reports.read(id)
    return reportAnswer(await reports.act(id, version, lang, acts))
  }
  const described = (summary: string, tag: 'reports' | 'models') => ({ summary, description: summary, tags: [tag] })
  const signedIn = { security: [{ report: [] }] }

  app.addHook('onRequest', async (_, reply) => {
    reply.headers({
      'api-version': apiVersion,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'API-Version, Location, Retry-After',
      'cache-control': 'no-store',
    })
  })
  app.options('/*', { config: { access: 'anyone' }, schema: { hide: true } }, (_, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST, PUT',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send(),
  )

  api.get(
    '/openapi.json',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'This description',
        description: 'This description, as OpenAPI 3.1',
        tags: ['openapi'],
        operationId: 'getOpenapiJSON',
        response: { 200: schemas.openApi },
      },
    },
    () => ({ ...app.swagger(), openapi: '3.1.0' }),
  )

  api.get(
    '/models',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('Every legal model that is installed', 'models'),
        operationId: 'listModels',
        response: { 200: schemas.models },
      },
    },
    () => ({ models: models.map(modelAnswer) }),
  )

  api.post(
    '/reports',
    {
      config: { access: 'anyone' },
      schema: {
        ...described('Tell a story; get a case code, a token, and what was read in it', 'reports'),
        operationId: 'createReport',
        body: schemas.newReport,
        response: { 201: schemas.openedReport, ...withBody, 422: problem },
      },
    },
    async (request, reply) => {
      const { story, lang, date, subject } = request.body
      const { report, code } = await reports.open({
        text: story,
        lang,
        ...(date !== undefined && { date }),
        ...(subject !== undefined && { subject }),
      })
      return reply
        .code(201)
        .header('location', '/api/v1/reports/current')
        .send({ ...reportAnswer(report), code, token: tokens.seal(report.id) })
    },
  )

  api.get(
    '/reports/current',
    {
      config: { access: 'reporter' },
      schema: {
        ...described('The report that the token opens, at its present step', 'reports'),
        operationId: 'getReport',
        ...signedIn,
        response: { 200: schemas.report, 400: problem, 401: problem },
      },
    },
    async request => reportAnswer(await reports.read(caseOf(request))),
  )

  /** A route that takes one kind of act. */
  const takes = <Body extends { version: number }>(
    path: string,
    operationId: string,
    summary: string,
    body: import('zod').ZodType<Body>,
    acts: (body: Body, report: () => Promise<Report>) => Promise<readonly Act[]> | readonly Act[],
  ) =>
    api.post(
      `/reports/current/${path}`,
      {
        config: { access: 'reporter' },
        schema: {
          ...described(summary, 'reports'),
          operationId,
          ...signedIn,
          body,
          response: { 200: schemas.report, ...onReport },
        },
      },
      async request => {
        const sent = request.body as Body
        return act(request, sent.version, await acts(sent, () => reports.read(caseOf(request))))
      },
    )

  takes('decisions', 'decide', 'Confirm or correct what was read', schemas.decisions, body => [
    {
      kind: 'decided',
      decisions: body.decisions.map(({ start, end, ...decision }) => ({
        ...decision,
        ...(start !== undefined && { start }),
        ...(end !== undefined && { end }),
      })),
      done: body.done,
    },
  ])
  takes('safety-answers', 'answerSafety', 'Answer the safety questions', schemas.safetyAnswers, body => [
    { kind: 'safety-answered', answers: body.answers },
  ])
  takes('answers', 'answer', 'Answer a question, with yes, no or dont-know, or in words', schemas.newAnswer, body => [
    'words' in body
      ? { kind: 'say', observation: body.observation, text: body.words }
      : { kind: 'answer', observation: body.observation, value: body.value },
  ])
  takes('corrections', 'correct', 'Change an earlier answer, or take it back', schemas.correction, body => [
    { kind: 'corrected', observation: body.observation, value: body.value },
  ])
  takes('stories', 'tellAgain', 'Tell the story anew; what was confirmed stays', schemas.retelling, body => [
    { kind: 'tell', text: body.story },
  ])
  takes('undoings', 'undo', 'Take the last act back', schemas.act, () => [{ kind: 'undone' }])
  takes('seen-alerts', 'seeAlerts', 'Go on after help was shown', schemas.act, () => [{ kind: 'alert-seen' }])
  takes('advice-requests', 'askAdvice', 'Stop the questions: advice on what is known now', schemas.act, () => [
    { kind: 'advice-asked' },
  ])
  takes('resumptions', 'resume', 'Go on with the questions', schemas.act, () => [{ kind: 'questions-resumed' }])
  takes('choices', 'chooseReport', 'Report, as advised or all the same', schemas.act, () => [{ kind: 'report-chosen' }])
  takes('details', 'fill', 'Fill a detail of the report', schemas.detail, body => [
    { kind: 'fill', slot: body.slot, values: body.values },
  ])
  takes('completions', 'complete', 'The details are complete', schemas.act, () => [{ kind: 'completed' }])
  takes('submissions', 'send', 'Send the report', schemas.act, () => [{ kind: 'sent' }])

  api.put(
    '/reports/current/word',
    {
      config: { access: 'reporter' },
      schema: {
        ...described('Choose the word that opens the report again, with its code', 'reports'),
        operationId: 'chooseWord',
        ...signedIn,
        body: schemas.newWord,
        response: { 204: schemas.nothing, ...withBody, 401: problem },
      },
    },
    async (request, reply) => {
      await casefile.setWord(caseOf(request), request.body.word)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/tokens',
    {
      config: { access: 'anyone', rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        ...described('Open a report again with its code and word', 'reports'),
        operationId: 'createToken',
        body: schemas.credentials,
        response: { 201: schemas.access, ...withBody, 401: problem },
      },
    },
    async (request, reply) => {
      const id = await casefile.find(request.body.code, request.body.word)
      if (id === undefined)
        throw new Problem(
          'wrong-code-or-word',
          'Check both. The code is 16 letters and digits; the word is the one that you chose.',
        )
      return reply.code(201).send({ token: tokens.seal(id) })
    },
  )
}
