/** Lines that a person (or a script) answers with; `undefined` when there are no more. */
export type Answers = {
  /** Shows the prompt on standard error and waits for one line. */
  readonly ask: (prompt: string) => Promise<string | undefined>
  readonly close: () => void
}

/** What a command may use of the terminal; tests hand in their own. */
export type Console = {
  /** All of standard input, as UTF-8. */
  readonly stdin: () => Promise<string>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Answers from standard input, or from the terminal itself where standard input was the story; `undefined` without one. */
  readonly answers?: (from: 'stdin' | 'terminal') => Answers | undefined
}

/** Exit codes, a contract with scripts outside. */
export const exit = { done: 0, no: 1, badInput: 2, ourFault: 70 } as const

/** Bad input from the user: one line that says what, where and what to do next. Ends the command with exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}
