/** The stream is longer (or shorter) than the writer thought: read it again. Nothing was written. */
export class StaleStream extends Error {
  override name = 'StaleStream'
  readonly stream: string
  readonly expected: number
  readonly length: number
  constructor(stream: string, expected: number, length: number) {
    super(`Stream "${stream}" has ${length} entries, not ${expected}. Read what was added and try again.`)
    this.stream = stream
    this.expected = expected
    this.length = length
  }
}

/** The key was erased: nothing can be read or written under it any more. */
export class ErasedKey extends Error {
  override name = 'ErasedKey'
  readonly key: string
  constructor(key: string) {
    super(`Key "${key}" was erased. What it held cannot be read, and nothing can be added under it.`)
    this.key = key
  }
}

/** The ledger is not as it should be, or was opened wrongly; `message` says what to do. */
export class LedgerError extends Error {
  override name = 'LedgerError'
}
