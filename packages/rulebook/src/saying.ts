import type { Literal } from '@toetsbaar/argumentation'
import type { Lang, Model } from './model.ts'

/** What a literal says in plain words: `-paid` is "You have not paid yet." Falls back on the literal itself. */
export function saying(model: Model, lang: Lang, literal: Literal): string {
  const not = literal.startsWith('-')
  const id = literal.replace(/^[-?]/, '')
  const text = (key: string) => model.texts[lang][key]
  if (model.outcomes.includes(id)) return text(`outcome.${id}.title`) ?? literal
  const kind = model.conclusions.includes(id) ? 'conclusion' : 'observation'
  return text(`${kind}.${id}.${not ? 'short-no' : 'short'}`) ?? literal
}
