import { renderSubject } from '@toetsbaar/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type SubjectOffered } from '../errors.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { readForm } from './form.ts'
import { frameOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'

type Offered = { readonly choices: readonly SubjectOffered[]; readonly none: string }

/** The choices, where a story did not settle what it is about; throws anything else on. */
export function asksSubject(error: unknown): Offered {
  if (error instanceof Problem && error.problem === 'subject-unclear') return error.extra as Offered
  throw error
}

/** Asks what a story is about. Nothing is stored yet: the story travels in the form, with what may not be kept covered. */
export function drawSubject(
  surface: Surface,
  request: FastifyRequest<{ Params: { lang: string } }>,
  reply: FastifyReply,
  typed: string,
  { choices, none }: Offered,
): FastifyReply {
  const words = wordsOf(surface, request.params.lang)
  const { text, withheld } = withhold(typed)
  if (withheld.length > 0) request.session.set('masked', true)
  // Sent from the page itself, without a choice: the page again, with what is missing.
  const again = readForm(request.body)?.typed.asked !== undefined
  const html = renderSubject({
    frame: frameOf(surface, request, words),
    gate: switchGateOf(surface, reply, addresses(words.code).story, 0),
    story: text,
    choices,
    none,
    problems: again ? [{ field: 'subject', code: 'subject-missing' }] : [],
  })
  return sendPage(reply, html, again ? 422 : 200)
}
