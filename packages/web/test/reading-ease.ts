const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?:])\s+|\n+/)
    .map(sentence => sentence.trim())
    .filter(sentence => /\p{L}/u.test(sentence))

export const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? []

/** Syllables of a Dutch word, by its groups of vowels; a diaeresis starts a new one. */
const syllables = (word: string): number =>
  Math.max(
    1,
    word
      .toLowerCase()
      .replace(/[ëïöü]/g, ' e')
      .match(/(ij|[aeiouyáéíóúàèêâôû])+/g)?.length ?? 1,
  )

/** Flesch-Douma (Douma 1960): 206.84 − 0.93 × words a sentence − 77 × syllables a word. Higher is easier; B1 is about 60 and up. */
export const fleschDouma = (text: string): number => {
  const sentences = sentencesOf(text)
  const words = wordsOf(text)
  const count = words.reduce((sum, word) => sum + syllables(word), 0)
  return 206.84 - 0.93 * (words.length / sentences.length) - 77 * (count / words.length)
}

export const longestSentence = (text: string): { readonly words: number; readonly sentence: string } =>
  sentencesOf(text)
    .map(sentence => ({ words: wordsOf(sentence).length, sentence }))
    .reduce((longest, now) => (now.words > longest.words ? now : longest), { words: 0, sentence: '' })
