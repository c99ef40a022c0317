/** Every way in which an event can fail to fit a dialogue; `docs/dialogue.md` lists the same codes (a test compares). */
export type InquiryErrorCode =
  | 'another-model'
  | 'already-sent'
  | 'already-answered'
  | 'incomplete'
  | 'nothing-told'
  | 'nothing-to-undo'
  | 'not-now'
  | 'not-stated'
  | 'quote-not-in-story'
  | 'settled-by-list'
  | 'settled-by-reporter'
  | 'unknown-observation'
  | 'unknown-slot'
  | 'too-many-values'

/** An event that does not fit: `where` names the field, the message says what is wrong and what to do next. */
export class InquiryError extends Error {
  readonly code: InquiryErrorCode
  readonly where: string

  constructor(code: InquiryErrorCode, where: string, message: string) {
    super(`${where}: ${message}`)
    this.name = 'InquiryError'
    this.code = code
    this.where = where
  }
}
