/** What a command may use of the terminal; tests hand in their own. */
export type Console = {
  /** All of standard input, as UTF-8. */
  readonly stdin: () => Promise<string>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Exit codes, a contract with scripts outside. */
export const exit = { done: 0, no: 1, badInput: 2, ourFault: 70 } as const

/** Bad input from the user: one line that says what, where and what to do next. Ends the command with exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}
