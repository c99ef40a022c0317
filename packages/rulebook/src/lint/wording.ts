import type { Lang, Model } from '../model.ts'
import { fleschDouma, fleschEnglish, sentences } from '../readability.ts'
import type { Finding } from './finding.ts'

const LONGEST = 20
const PLAIN = 60
/** Below this a score says more about one long name than about the text. */
const ENOUGH_WORDS = 12

/** Sentences of more than twenty words, and texts whose reading ease lies below 60 (for a citizen at level B1). */
export function wordingFindings(model: Model): Finding[] {
  return (['nl', 'en'] as const).flatMap(lang => [...longSentences(model, lang), ...hardTexts(model, lang)])
}

function longSentences(model: Model, lang: Lang): Finding[] {
  return Object.entries(model.texts[lang]).flatMap(([key, text]) =>
    sentences(text)
      .filter(s => s.words > LONGEST)
      .map(s => ({
        code: 'sentence-long' as const,
        file: fileOf(lang),
        path: pathOf(key),
        message: `a sentence of "${key}" has ${s.words} words, more than ${LONGEST}: "${s.sentence}"; make two of it`,
      })),
  )
}

function hardTexts(model: Model, lang: Lang): Finding[] {
  const blocks = new Map<string, string[]>()
  for (const [key, text] of Object.entries(model.texts[lang])) {
    const [kind = '', id = ''] = key.split('.')
    if (kind === 'source') continue // names of laws are what they are
    const block = `${kind}.${id}`
    blocks.set(block, [...(blocks.get(block) ?? []), /[.!?]$/.test(text) ? text : `${text}.`])
  }
  return [...blocks].flatMap(([block, texts]) => {
    const text = texts.join(' ')
    const ease = lang === 'nl' ? fleschDouma(text) : fleschEnglish(text)
    const words = sentences(text).reduce((sum, s) => sum + s.words, 0)
    if (ease === undefined || ease >= PLAIN || words < ENOUGH_WORDS) return []
    const scale = lang === 'nl' ? 'Flesch-Douma' : 'Flesch'
    const message = `"${block}" reads at ${ease.toFixed(0)} (${scale}), below ${PLAIN}; use shorter words and sentences`
    return [{ code: 'text-hard' as const, file: fileOf(lang), path: block.split('.'), message }]
  })
}

function fileOf(lang: Lang): Finding['file'] {
  return lang === 'nl' ? 'texts.nl.yaml' : 'texts.en.yaml'
}

function pathOf(key: string): (string | number)[] {
  return key.split('.').map(part => (/^\d+$/.test(part) ? Number(part) - 1 : part))
}
