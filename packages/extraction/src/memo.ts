const MOST = 20_000

/** What was worked out for a word, kept for the next time. Never grows past a limit, so that a reader that runs for months does not. */
export class Memo<Value> {
  readonly #values = new Map<string, Value>()
  readonly #make: (word: string) => Value

  constructor(make: (word: string) => Value) {
    this.#make = make
  }

  of(word: string): Value {
    const known = this.#values.get(word)
    if (known !== undefined) return known
    const made = this.#make(word)
    if (this.#values.size >= MOST) this.#values.clear()
    this.#values.set(word, made)
    return made
  }
}
