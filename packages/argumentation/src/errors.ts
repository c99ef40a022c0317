import type { Literal } from './theory.ts'

export type TheoryFault =
  | 'not-a-theory'
  | 'missing-key'
  | 'unknown-key'
  | 'bad-literal'
  | 'duplicate'
  | 'unknown-literal'
  | 'unknown-rule'
  | 'self-conflict'
  | 'preference-cycle'
  | 'preference-principle'

/** A theory that cannot be read: which fault, where in the value (`rules[3].if[0]`), and what to do. */
export class TheoryError extends Error {
  override readonly name = 'TheoryError'
  readonly code: TheoryFault
  readonly where: string

  constructor(code: TheoryFault, where: string, message: string) {
    super(`${where}: ${message}`)
    this.code = code
    this.where = where
  }
}

export type KnownFault = 'contradiction' | 'not-a-question' | 'bad-literal' | 'unknown-goal' | 'bad-odds'

/** Known facts (or a goal) that the theory cannot take. For a contradiction `pair` names the two that exclude each other. */
export class KnownError extends Error {
  override readonly name = 'KnownError'
  readonly code: KnownFault
  readonly pair: readonly [Literal, Literal] | undefined

  constructor(code: KnownFault, message: string, pair?: readonly [Literal, Literal]) {
    super(message)
    this.code = code
    this.pair = pair
  }
}
