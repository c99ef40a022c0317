import type { FastifyRequest } from 'fastify'
import { personOf } from '../access.ts'
import { addresses } from '../site/addresses.ts'

/** Remembers how this person looks at the queue. The next person at this machine gets nothing of it. */
export function rememberQueue(request: FastifyRequest, query: string): void {
  const of = personOf(request).id
  const before = request.session.get('queue')
  if (before?.of !== of || before.query !== query) request.session.set('queue', { of, query })
}

/** The queue as this person looked at it last, so that after a case the next one is in sight. */
export function wayBack(request: FastifyRequest, lang: string, done?: string): string {
  const kept = request.session.get('queue')
  const query = kept !== undefined && kept.of === personOf(request).id ? kept.query : ''
  const to = addresses(lang).desk + query
  return done === undefined ? to : `${to}${query === '' ? '?' : '&'}done=${done}`
}
