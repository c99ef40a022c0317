import { canonicalJson, type Json } from '@toetsbaar/ledger'
import type { CaseEvent } from './event.ts'

/**
 * Computes anew what a system recorded in an event, from nothing but the events before it and what a person did; undefined
 * where the event is such an input (what a person told or answered, what a list held). Throws `NotHere` where what ran
 * then is not installed here.
 */
export type Rerun = (event: CaseEvent, before: readonly CaseEvent[]) => Json | undefined

/** The model or code that ran then is not here, so that nothing can be said. `message` says what is missing. */
export class NotHere extends Error {
  override name = 'NotHere'
}

/** One computed event beside the recorded one, as canonical JSON. */
export type Difference = {
  readonly version: number
  readonly type: string
  readonly recorded: string
  readonly computed: string
}

export type Replay =
  | { readonly same: true; readonly events: number; readonly computed: number }
  | { readonly same: false; readonly events: number; readonly first: Difference }
  | {
      readonly same: undefined
      readonly events: number
      readonly why: 'erased' | 'not-here'
      readonly because: string
    }

/**
 * Runs a case again from its recorded inputs and compares byte for byte (canonical JSON). `same` is undefined where the
 * case was erased, so that there is nothing to run on, or where what ran then is not here.
 */
export function replay(events: readonly CaseEvent[], rerun: Rerun): Replay {
  let computed = 0
  for (const [at, event] of events.entries()) {
    if (event.data === undefined) {
      const because = `the content of event ${event.version} was erased`
      return { same: undefined, events: events.length, why: 'erased', because }
    }
    let again: Json | undefined
    try {
      again = rerun(event, events.slice(0, at))
    } catch (error) {
      if (!(error instanceof NotHere)) throw error
      return { same: undefined, events: events.length, why: 'not-here', because: error.message }
    }
    if (again === undefined) continue
    computed += 1
    const difference = { recorded: canonicalJson(event.data), computed: canonicalJson(again) }
    if (difference.recorded !== difference.computed) {
      return { same: false, events: events.length, first: { version: event.version, type: event.type, ...difference } }
    }
  }
  return { same: true, events: events.length, computed }
}
