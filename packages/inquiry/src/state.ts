import type { InquiryEvent } from './event.ts'

/** The model version that a dialogue runs on; it stays the same for the whole dialogue. */
export type ModelVersion = { readonly subject: string; readonly from: string; readonly digest: string }

/**
 * A dialogue: the model it runs on and what happened. Plain JSON; everything else follows from it, so a state that is
 * stored and read back goes on as if nothing happened.
 */
export type InquiryState = { readonly model: ModelVersion; readonly past: readonly InquiryEvent[] }

/** A new dialogue on one model version. */
export function begin(input: { readonly model: ModelVersion }): InquiryState {
  const { subject, from, digest } = input.model
  return { model: { subject, from, digest }, past: [] }
}
