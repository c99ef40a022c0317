import { type ProblemKind, type RefusedView, renderProblem, renderRefused } from '@toetsbaar/web'
import type { FastifyRequest } from 'fastify'
import type { Problem, ProblemName } from '../errors.ts'
import { addresses } from './addresses.ts'
import { readForm } from './form.ts'
import { frameOf, languageOf, type Surface } from './frame.ts'

const kinds: Partial<Record<ProblemName, ProblemKind>> = {
  'not-found': 'not-found',
  'too-large': 'too-large',
  'too-many-requests': 'too-many',
  'form-expired': 'forbidden',
  'not-permitted': 'fault',
  'model-gone': 'model-gone',
  'invalid-input': 'bad-request',
  'wrong-media-type': 'bad-request',
}

/** Problems of the desk, which are told to who works there. */
const refusals: Partial<Record<ProblemName, RefusedView['kind']>> = {
  'sign-in-needed': 'session',
  'role-refused': 'role',
  'sign-in-failed': 'failed',
  'provider-away': 'away',
}

/** A problem as a page: what happened, that it is not the citizen's fault, and what to do next. */
export function problemPage(surface: Surface): (problem: Problem, status: number, request: FastifyRequest) => string {
  return (problem, _status, request) => {
    const words = languageOf(surface, request)
    const frame = frameOf(surface, request, words)
    const to = addresses(words.code)
    const refusal = refusals[problem.problem]
    if (refusal !== undefined)
      return renderRefused({
        frame,
        kind: refusal,
        ...(refusal === 'role' && { needed: problem.extra.roles as readonly string[] }),
        ...(refusal === 'session' && { kept: keptOf(request) }),
        next: refusal === 'role' ? to.role : to.signIn,
      })
    return renderProblem({
      frame,
      kind: kinds[problem.problem] ?? 'fault',
      ...(problem.problem === 'fault' && { reference: request.id }),
    })
  }
}

/** What was typed in a form that came after its session ended, to be sent again; nothing of a form of another site. */
function keptOf(request: FastifyRequest): RefusedView['kept'] {
  const form = readForm(request.body)
  const from = request.headers['sec-fetch-site']
  if (form === undefined || (from !== undefined && from !== 'same-origin')) return undefined
  const { _csrf: csrf } = request.body as { readonly _csrf?: unknown }
  const { step, version, typed } = form
  const gate = { action: request.url, csrf: typeof csrf === 'string' ? csrf : '', version: String(version) }
  return { gate, step, typed }
}
