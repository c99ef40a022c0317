/** One fault in a model's files: where it stands, what is wrong and what to do. Lines and columns count from 1. */
export type Fault = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** A model that cannot be loaded. Carries the first fault as its own place and all of them in `faults`. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly faults: readonly Fault[]

  constructor(faults: readonly [Fault, ...Fault[]]) {
    super(faults.map(f => `${f.file}:${f.line}:${f.column}: ${f.message}`).join('\n'))
    this.file = faults[0].file
    this.line = faults[0].line
    this.column = faults[0].column
    this.faults = faults
  }
}

/** Gathers faults, so that an author sees all of them at once; `settle` throws where there are any. */
export class Faults {
  readonly #found: Fault[] = []

  add(fault: Fault): void {
    this.#found.push(fault)
  }

  settle(): void {
    const [first, ...rest] = this.#found.toSorted(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
    )
    if (first !== undefined) throw new ModelError([first, ...rest])
  }
}
