import type { SpokenAnswer } from '@toetsbaar/extraction'
import type { FreeText, InquiryEvent } from './event.ts'

/** Reads an answer in words to the question on an observation; `Reader.answer` of extraction, with the page's language and date bound. */
export type Understand = (text: string, observation: string) => SpokenAnswer

/**
 * What an answer in words does to the dialogue, the same on every channel: it answers, or it stays with the question,
 * which is then put again with the choices (and with its explanation where the citizen asked what is meant).
 */
export function interpretAnswer(understand: Understand, words: FreeText, observation: string): InquiryEvent {
  const spoken = understand(words.text, observation)
  switch (spoken.value) {
    case 'yes':
    case 'no':
    case 'dont-know':
      return { kind: 'answered', observation, value: spoken.value, words }
    case 'what-do-you-mean':
    case 'not-understood':
      return { kind: 'said', observation, words, explain: spoken.value === 'what-do-you-mean' }
  }
}
