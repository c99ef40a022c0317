const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.@-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu
const DUTCH_VOWELS = /[aeiouyáàäâéèëêíìïîóòöôúùüû]+/giu
const ENGLISH_VOWELS = /[aeiouy]+/gi

/** The sentences of a text, each with its number of words. A stop inside a word (`politie.nl`) ends no sentence. */
export function sentences(text: string): { sentence: string; words: number }[] {
  return text
    .split(/(?<=[.!?])\s+/)
    .map(sentence => ({ sentence, words: wordsOf(sentence).length }))
    .filter(s => s.words > 0)
}

/**
 * Reading ease of Dutch by Flesch-Douma (Douma 1960): 206.84 - 0.77 x syllables per hundred words - 0.93 x words per
 * sentence. 60 and above is plain; undefined for a text without words.
 */
export function fleschDouma(text: string): number | undefined {
  const words = wordsOf(text)
  const count = sentences(text).length
  if (words.length === 0 || count === 0) return undefined
  const syllables = words.reduce((sum, w) => sum + dutchSyllables(w), 0)
  return 206.84 - (77 * syllables) / words.length - (0.93 * words.length) / count
}

/** Reading ease of English by Flesch (1948): 206.835 - 84.6 x syllables per word - 1.015 x words per sentence. */
export function fleschEnglish(text: string): number | undefined {
  const words = wordsOf(text)
  const count = sentences(text).length
  if (words.length === 0 || count === 0) return undefined
  const syllables = words.reduce((sum, w) => sum + englishSyllables(w), 0)
  return 206.835 - (84.6 * syllables) / words.length - (1.015 * words.length) / count
}

function wordsOf(text: string): string[] {
  return text.match(WORD) ?? []
}

/** Groups of vowels; `ij` is one, and a vowel with a diaeresis begins a new one (`financiën`). */
function dutchSyllables(word: string): number {
  if (/^[\d.,-]+$/.test(word)) return 1
  const plain = word
    .toLowerCase()
    .replace(/ij/g, 'y')
    .replace(/([aeiou])([ëïöü])/g, '$1-$2')
  return Math.max(1, plain.match(DUTCH_VOWELS)?.length ?? 1)
}

function englishSyllables(word: string): number {
  if (/^[\d.,-]+$/.test(word)) return 1
  const plain = word.toLowerCase().replace(/(?:[^laeiouy]es|[^aeiouy]e|[^dt]ed)$/, m => m.slice(0, 1))
  return Math.max(1, plain.match(ENGLISH_VOWELS)?.length ?? 1)
}
