import { hash } from 'node:crypto'
import type { CaseEvent, DecisionKind } from '@toetsbaar/casefile'
import { canonicalJson, type Json } from '@toetsbaar/ledger'

/** An advice as a case records it: what was shown, and what made it. */
export type Advised = {
  readonly outcome: string
  readonly stable: boolean
  /** The model version, where the case says so: subject, first day of its law, SHA-256 of its bytes. */
  readonly model: { readonly subject: string; readonly from: string; readonly digest: string } | undefined
  /** SHA-256 (hex) of the canonical JSON of what was shown. */
  readonly shown: string
}

/** The advice that stands in the events of a case, the last one; undefined where there is none, or it was erased. */
export function advisedIn(events: readonly CaseEvent[]): Advised | undefined {
  const data = events.findLast(event => event.type === 'run.advised')?.data
  const outcome = member(data, 'outcome')
  if (data === undefined || typeof outcome !== 'string') return undefined
  return {
    outcome,
    stable: member(data, 'stable') === true,
    model: modelIn(events),
    shown: hash('sha256', canonicalJson(data)),
  }
}

/** The model version that the dialogue of a case runs on. */
export function modelIn(events: readonly CaseEvent[]): Advised['model'] {
  const model = member(events.find(event => event.type === 'run.opened')?.data, 'model')
  const [subject, from, digest] = ['subject', 'from', 'digest'].map(name => member(model, name))
  return typeof subject === 'string' && typeof from === 'string' && typeof digest === 'string'
    ? { subject, from, digest }
    : undefined
}

/** Whether a decision goes another way than advised; undefined where the advice points to no decision, or there is none. */
export function isOverride(
  follows: Readonly<Record<string, readonly DecisionKind[]>>,
  outcome: string | undefined,
  kind: DecisionKind,
): boolean | undefined {
  const expected = outcome === undefined || !Object.hasOwn(follows, outcome) ? undefined : follows[outcome]
  return expected === undefined || expected.length === 0 ? undefined : !expected.includes(kind)
}

/** A member of what an event holds; undefined where it holds no such thing. */
export function member(data: Json | undefined, name: string): Json | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  return Object.hasOwn(data, name) ? (data as Readonly<Record<string, Json>>)[name] : undefined
}
