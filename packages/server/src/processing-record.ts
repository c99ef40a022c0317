import { createHmac } from 'node:crypto'
import type { Access } from '@toetsbaar/ledger'

/**
 * One action with the data of one person, as the Dutch standard Logboek Dataverwerkingen records it (logius-standaarden/
 * logboek-dataverwerkingen, read 2026-11-22). Who did it is not in it: a line about a citizen is no file about an employee.
 */
export type ProcessingRecord = {
  /** 32 and 16 hexadecimal digits. */
  readonly trace: string
  readonly span: string
  readonly parentSpan: string | undefined
  /** `error` is a fault of the system; what was refused on purpose was carried out as it should. */
  readonly status: 'unset' | 'error'
  readonly name: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly started: string
  readonly ended: string
  readonly attributes: Readonly<Record<string, string>>
}

/** What a line of the access log lacks. */
export type ProcessingContext = {
  /** 32 bytes: without it nobody finds the case of a record, and equal cases still give equal codes. */
  readonly key: Uint8Array
  /** Address of the version in the register under which a dossier ran at a moment. */
  readonly activityAt: (activity: string, moment: string) => string
}

/** The sort of code that stands for the person concerned: one who reported, by an HMAC of the case. */
export const subjectType = 'toetsbaar-case-pseudonym'

/** The record of a line of the access log; undefined where it is about no case, and so about no person. */
export function processingRecord(
  { started, ended, trace, span, parentSpan, foreign, operation, status, activity, subject, subjectKind }: Access,
  { key, activityAt }: ProcessingContext,
): ProcessingRecord | undefined {
  if (subject === undefined || subjectKind !== 'case') return undefined
  return {
    trace,
    span,
    parentSpan,
    status: status === 'error' ? 'error' : 'unset',
    name: operation === '' ? 'unnamed' : operation,
    started,
    ended,
    attributes: {
      'dpl.core.processing_activity_id': activityAt(activity, started),
      'dpl.core.data_subject_id': createHmac('sha256', key).update(subject).digest('hex'),
      'dpl.core.data_subject_id_type': subjectType,
      ...(foreign !== undefined && {
        'dpl.core.foreign_operation.span_id': foreign.span,
        'dpl.core.foreign_operation.processor': foreign.entity,
      }),
    },
  }
}
