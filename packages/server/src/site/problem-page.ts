import { type ProblemKind, renderProblem } from '@toetsbaar/web'
import type { FastifyRequest } from 'fastify'
import type { Problem, ProblemName } from '../errors.ts'
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

/** A problem as a page: what happened, that it is not the citizen's fault, and what to do next. */
export function problemPage(surface: Surface): (problem: Problem, status: number, request: FastifyRequest) => string {
  return (problem, _status, request) =>
    renderProblem({
      frame: frameOf(surface, request, languageOf(surface, request)),
      kind: kinds[problem.problem] ?? 'fault',
      ...(problem.problem === 'fault' && { reference: request.id }),
    })
}
