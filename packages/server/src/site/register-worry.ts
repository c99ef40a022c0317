import { daysToAnswer, isRefused, type Register } from '@toetsbaar/register'
import { type Problem as FieldProblem, renderWorryForm, renderWorrySent } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Reports } from '../reports.ts'
import { withhold } from '../withheld.ts'
import { addresses } from './addresses.ts'
import { readForm } from './form.ts'
import { frameOf, type Surface, sendPage, switchGateOf, wordsOf } from './frame.ts'
import { modelLanguage } from './pages.ts'
import type { Published } from './register-published.ts'

type OfEntry = { Params: { lang: string; id: string } }

export type WorryParts = {
  readonly register: Pick<Register, 'act'>
  /** Hears signs that somebody needs help, as in every text that a citizen writes. */
  readonly reports: Pick<Reports, 'listen'>
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
}

const longest = 5000
const dayMs = 24 * 60 * 60 * 1000
/** From one address; more is no person. */
const perAddress = { max: 5, timeWindow: 60_000 }

/** Signals and worries from outside: anyone may send one, without an account. A withheld entry takes none, as one that is not there. */
export function addWorries(app: FastifyInstance, surface: Surface, published: Published, parts: WorryParts): void {
  const { register, reports, clock, random } = parts
  const answerBy = () => new Date(clock().getTime() + daysToAnswer * dayMs)

  const systemOf = async (request: FastifyRequest<OfEntry>) => {
    const words = wordsOf(surface, request.params.lang)
    const entry = await published.entry(request.params.id, modelLanguage(words.code))
    if (entry === undefined) throw new Problem('not-found', 'The register has no such entry. See the list.')
    return { words, to: addresses(words.code), system: entry.name, id: entry.id }
  }

  const draw = async (
    request: FastifyRequest<OfEntry>,
    reply: FastifyReply,
    text: string,
    problems: readonly FieldProblem[],
  ) => {
    const { words, to, system, id } = await systemOf(request)
    const gate = switchGateOf(surface, reply, to.worry(id), 0)
    const frame = frameOf(surface, request, words)
    const html = renderWorryForm({ frame, gate, system, text, problems, by: answerBy(), back: to.entry(id) })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<OfEntry>('/:lang/register/:id/worry', { config: { access: 'anyone' } }, (request, reply) =>
    draw(request, reply, '', []),
  )

  app.post<OfEntry>(
    '/:lang/register/:id/worry',
    { preHandler: app.csrfProtection, config: { access: 'anyone', rateLimit: perAddress } },
    async (request, reply) => {
      const form = readForm(request.body)
      if (form === undefined) throw new Problem('form-expired', 'Load the page again and send the form once more.')
      const typed = form.typed.text ?? ''
      const covered = withhold(typed.toWellFormed())
      if (form.typed.do === 'switch') return draw(request, reply, covered.text, [])
      if (typed.trim() === '') return draw(request, reply, typed, [{ field: 'text', code: 'required' }])
      if (typed.length > longest)
        return draw(request, reply, covered.text, [{ field: 'text', code: 'too-long', fillings: { limit: longest } }])
      const { words, to, system, id } = await systemOf(request)
      const number = numberFrom(random(5))
      const outcome = await register.act(id, {
        act: 'signal',
        by: { person: 'visitor', role: 'citizen', line: 'outside' },
        signal: number,
        text: covered.text.trim(),
      })
      if (isRefused(outcome)) {
        if (outcome.refused === 'act-unreadable')
          return draw(request, reply, covered.text, [{ field: 'text', code: 'placeholder' }])
        throw new Problem('wrong-step', outcome.because)
      }
      const html = renderWorrySent({
        frame: frameOf(surface, request, words),
        system,
        number,
        at: clock(),
        by: answerBy(),
        text: covered.text.trim(),
        masked: covered.withheld.length > 0,
        alerts: await signsIn(reports, covered.text),
        entry: `${to.entry(id)}#worry-${number}`,
      })
      return sendPage(reply, html)
    },
  )
}

/** Signs of need in a worry. The worry is kept already; where nothing may run to hear them, it still is. */
async function signsIn(reports: WorryParts['reports'], text: string) {
  try {
    return (await reports.listen(text, 'worry')).signs
  } catch {
    return []
  }
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number that people can write down: 8 characters of Crockford base32 in two groups. It gives no right. */
function numberFrom(bytes: Uint8Array): string {
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const text = Array.from({ length: 8 }, (_, at) => letters[Number((value >> BigInt(35 - 5 * at)) & 31n)]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
