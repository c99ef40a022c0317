import type { FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** Where lines go instead of standard output. */
export type LogTo = { write(line: string): void }

/**
 * What the log may hold: routes, statuses, durations and where in the code something failed. Never an address, a body,
 * a header, or the message of an error, because a message may quote what a citizen wrote.
 */
export function logging(level: Config['log'], to?: LogTo): NonNullable<FastifyServerOptions['logger']> {
  if (level === 'silent') return false
  return {
    level,
    ...(to !== undefined && { stream: to }),
    redact: {
      paths: ['*.text', '*.story', '*.body', '*.word', '*.code', '*.token', '*.cookie', '*.authorization'],
      remove: true,
    },
    serializers: { err: errorForLog, req: () => ({}), res: () => ({}) },
    messageKey: 'what',
  }
}

/** An error without its message: name, code and the places in the code. */
export function errorForLog(error: unknown): { type: string; message: string; stack: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { code } = error as NodeJS.ErrnoException
  const places = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { type: error.name, message: code ?? '', stack: places.slice(0, 12).join('\n') }
}
