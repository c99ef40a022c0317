import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StaleCase, StepRefused, TooManyTries, UnknownCase } from '@toetsbaar/casefile'
import { InquiryError } from '@toetsbaar/inquiry'
import type { Access, AccessLog, Json, Random } from '@toetsbaar/ledger'
import { Problem } from './errors.ts'
import { RunError } from './run.ts'

/** What somebody, or a system, does with a case: who, what, for what purpose. */
export type Handling = {
  /** The officer or system, without a name: `{"kind":"officer","id":…,"role":…}`. */
  readonly actor: Json
  /** `case.read`, `case.act`, … */
  readonly operation: string
  readonly purpose: string
  /** The dossier under which it is done; its page in the register says what is processed and why. */
  readonly dossier: string
  /** Undefined where the case is not there yet, or no one case is meant. */
  readonly case: string | undefined
  /** Where this is a part of another operation in the same trace. */
  readonly within?: { readonly trace: string; readonly span: string }
  /** The operation of another organisation that asked for this. */
  readonly foreign?: NonNullable<Access['foreign']>
}

/**
 * Does a work and writes a line about it into the access log, which is on disk before the outcome is given: nobody sees
 * what was not logged. A work that fails is logged too, and then throws what it threw.
 * @param caseOf which case it was about, where only the outcome tells
 */
export type LogHandling = <Result>(
  handling: Handling,
  work: (span: { readonly trace: string; readonly span: string }) => Promise<Result>,
  caseOf?: (result: Result) => string,
) => Promise<Result>

export type HandlingOptions = {
  readonly log: Pick<AccessLog, 'logAccess'>
  readonly clock: () => Date
  readonly random: Random
  /** The address of this installation, under which the register lies. */
  readonly address: string
}

const { version: resourceVersion } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
) as { version: string }

/** The access log as the house uses it. The subject is the case: whom it is about stands nowhere in the log. */
export function createHandling({ log, clock, random, address }: HandlingOptions): LogHandling {
  const hex = (length: number) => Buffer.from(random(length)).toString('hex')
  return async (handling, work, caseOf) => {
    const { actor, operation, purpose, dossier, within, foreign } = handling
    const [trace, span] = [within?.trace ?? hex(16), hex(8)]
    const started = clock().toISOString()
    const write = (status: Access['status'], subject: string | undefined) =>
      log.logAccess({
        started,
        ended: clock().toISOString(),
        trace,
        span,
        ...(within !== undefined && { parentSpan: within.span }),
        operation,
        status,
        activity: `${address}/nl/register/${dossier}`,
        purpose,
        actor,
        ...(subject !== undefined && { subject, subjectKind: 'case' }),
        resource: 'toetsbaar',
        resourceVersion,
        ...(foreign !== undefined && { foreign }),
      })
    let result: Awaited<ReturnType<typeof work>>
    try {
      result = await work({ trace, span })
    } catch (error) {
      await write(isRefusal(error) ? 'refused' : 'error', handling.case)
      throw error
    }
    await write('ok', handling.case ?? caseOf?.(result))
    return result
  }
}

/** What was refused on purpose is no fault of ours. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Problem) return error.problem !== 'fault'
  return refusals.some(refusal => error instanceof refusal)
}

const refusals = [StaleCase, StepRefused, UnknownCase, TooManyTries, InquiryError, RunError]
