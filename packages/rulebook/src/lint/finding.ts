/** A weakness of a model that loads: what kind, where in which file, and what to do. */
export type Finding = {
  readonly code: LintCode
  readonly file: 'model.yaml' | 'texts.nl.yaml' | 'texts.en.yaml' | 'cases.yaml'
  /** Keys and positions from the top of the file to the thing meant. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

export type LintCode =
  | 'rule-cycle'
  | 'rule-unreachable'
  | 'question-idle'
  | 'question-weightless'
  | 'conclusion-never'
  | 'conflict-open'
  | 'undecided-never'
  | 'priority-never'
  | 'exception-never'
  | 'advice-gap'
  | 'gap-never'
  | 'look-up-alone'
  | 'source-unused'
  | 'sentence-long'
  | 'text-hard'
