import { type ListKind, ListRefused, type Lists } from '@toetsbaar/lists'
import { type Problem as FieldProblem, renderListCorrection } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { readForm } from './form.ts'
import { frameOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'

type InLanguage = { Params: { lang: string } }

/** From one address; more is no person. */
const perAddress = { max: 5, timeWindow: 60_000 }
const longest = 5000

/**
 * Anybody can ask for a correction of a list, without an account. The answer is the same whether the address or account is
 * on a list or not, so that nobody finds out by asking.
 */
export function addListCorrection(
  app: FastifyInstance,
  surface: Surface,
  lists: Pick<Lists, 'entriesOf' | 'act'>,
): void {
  const draw = (
    request: FastifyRequest<InLanguage>,
    reply: FastifyReply,
    typed: { readonly value: string; readonly words: string },
    problems: readonly FieldProblem[],
    sent = false,
  ) => {
    const words = wordsOf(surface, request.params.lang)
    const gate = switchGateOf(surface, reply, addresses(words.code).listCorrection, 0)
    const html = renderListCorrection({ frame: frameOf(surface, request, words), gate, typed, problems, sent })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/lists/correction', { config: { access: 'anyone' } }, (request, reply) =>
    draw(request, reply, { value: '', words: '' }, []),
  )

  app.post<InLanguage>(
    '/:lang/lists/correction',
    { preHandler: app.csrfProtection, config: { access: 'anyone', rateLimit: perAddress } },
    async (request, reply) => {
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Load the page again and send the form once more.')
      const { value = '', words = '', do: what } = form.typed
      const typed = { value: value.trim(), words: withhold(words.toWellFormed()).text }
      if (what === 'switch') return draw(request, reply, typed, [])
      const problems = [
        ...(typed.value === '' ? [{ field: 'value', code: 'required' }] : []),
        ...(typed.words.trim() === '' ? [{ field: 'words', code: 'required' }] : []),
        ...(typed.words.length > longest ? [{ field: 'words', code: 'too-long', fillings: { limit: longest } }] : []),
      ]
      const kind = kindOf(typed.value)
      if (problems.length === 0 && kind === undefined) problems.push({ field: 'value', code: 'list-value' })
      if (problems.length > 0 || kind === undefined) return draw(request, reply, typed, problems)
      for (const { id, version } of await lists.entriesOf(kind, typed.value)) {
        const act = { kind: 'ask-correction', words: typed.words.trim() } as const
        await lists.act(id, version, { id: 'visitor', role: 'citizen' }, act).catch((error: unknown) => {
          // Asked before, or somebody was first: a person looks at it either way.
          if (!(error instanceof ListRefused)) throw error
        })
      }
      return draw(request, reply, { value: '', words: '' }, [], true)
    },
  )
}

function kindOf(value: string): ListKind | undefined {
  if (/^[a-z]{2}\s?[0-9]{2}[0-9a-z\s.-]{11,}$/i.test(value) && !/\.[a-z]{2,}$/i.test(value)) return 'iban'
  return /^\S+\.\S+$/.test(value) ? 'url' : undefined
}
