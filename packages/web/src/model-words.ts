import type { ModelTexts } from './frame.ts'

/** The text of a model under a key; the key itself never reaches a page. Throws where the model lacks it (loading a model checks that it does not). */
export const textOf = (texts: ModelTexts, key: string): string => {
  const found = texts[key]
  if (found === undefined) throw new Error(`The model has no text "${key}". Add it to its texts in every language.`)
  return found
}

/** As `textOf`, for a text that a model may leave out. */
export const textIf = (texts: ModelTexts, key: string): string | undefined => texts[key]

export const questionOn = (texts: ModelTexts, observation: string): string =>
  textOf(texts, `observation.${observation}.question`)

/** A literal as a sentence: `paid` "You paid.", `-paid` "You did not pay.", `?paid` has none of its own. */
export const statementOf = (texts: ModelTexts, literal: string): string => {
  const denied = literal.startsWith('-')
  const id = literal.replace(/^[-?]/, '')
  const field = denied ? 'no' : 'yes'
  return (
    textIf(texts, `observation.${id}.${field}`) ?? textIf(texts, `conclusion.${id}.${field}`) ?? questionOn(texts, id)
  )
}

/** Texts numbered from 1 under one key, in order: `outcome.report.do.1`, `outcome.report.do.2`, … */
export const numbered = (texts: ModelTexts, key: string): readonly string[] => {
  const found: string[] = []
  for (let n = 1; ; n++) {
    const text = textIf(texts, `${key}.${n}`)
    if (text === undefined) return found
    found.push(text)
  }
}
