import type { ModelTexts } from './frame.ts'

/** The text of a model under a key. Throws where the model lacks it: loading a model checks that it does not, and a key never reaches a page. */
export const textOf = (texts: ModelTexts, key: string): string => {
  const found = texts[key]
  if (found === undefined) throw new Error(`The model has no text "${key}". Add it to its texts in every language.`)
  return found
}

export const questionOn = (texts: ModelTexts, observation: string): string =>
  textOf(texts, `observation.${observation}.question`)

/** A literal as a sentence: `paid` "You paid.", `-paid` "You did not pay." For an observation, a conclusion or an outcome. */
export const statementOf = (texts: ModelTexts, literal: string): string => {
  const id = literal.replace(/^[-?]/, '')
  const field = literal.startsWith('-') ? 'short-no' : 'short'
  return (
    texts[`observation.${id}.${field}`] ?? texts[`conclusion.${id}.${field}`] ?? textOf(texts, `outcome.${id}.title`)
  )
}

/** What a field of a form is called in the texts of a model: `answer.<observation>` by its question, `slot.<id>` by its label. */
export const labelIn =
  (texts: ModelTexts) =>
  (field: string): string | undefined => {
    const [, kind, id] = /^(answer|slot)\.(.+)$/.exec(field) ?? []
    return kind === 'slot'
      ? texts[`slot.${id}.label`]
      : kind === 'answer'
        ? texts[`observation.${id}.question`]
        : undefined
  }

/** Texts numbered from 1 under one key, in order: `outcome.report.do.1`, `outcome.report.do.2`, … */
export const numbered = (texts: ModelTexts, key: string): readonly string[] => {
  const text = (n: number): readonly string[] => {
    const found = texts[`${key}.${n}`]
    return found === undefined ? [] : [found, ...text(n + 1)]
  }
  return text(1)
}
