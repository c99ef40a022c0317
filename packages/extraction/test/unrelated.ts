import type { Reader } from '../src/index.ts'

/** Sentences that tell nothing of a deal, by language. */
export const unrelated = {
  nl: [
    'Het weer was die dag mooi.',
    'Ik woon in een rijtjeshuis met een tuin.',
    'Mijn hond is zeven jaar.',
    'De trein naar Utrecht had een ander spoor.',
    'Gisteren hebben we pannenkoeken gegeten.',
    'Ik werk in de zorg.',
    'Met vriendelijke groet, een bezorgde burger',
    'Sorry voor de lange tekst.',
    'Groeten uit het noorden.',
    'Kunt u mij vertellen wat ik nu moet doen?',
  ],
  en: [
    'The weather was nice that day.',
    'I live in a small house with a garden.',
    'My dog is seven years old.',
    'We had pancakes yesterday.',
    'I work as a nurse.',
    'Kind regards from a worried citizen',
    'Sorry for the long text.',
    'What should I do now?',
    'The train was late again.',
    'My garden is green.',
  ],
} as const

/** What an unrelated sentence changed in a reading: values that turned round, that are no longer proposed, and that are now. */
export function changedBy(reader: Reader, text: string, longer: string) {
  const valuesIn = (read: string) =>
    new Map(reader.read(read, { date: '2025-06-01' }).observations.map(({ id, value }) => [id, value]))
  const [before, after] = [valuesIn(text), valuesIn(longer)]
  const ids = [...before.keys()]
  return {
    proposed: before.size,
    flipped: ids.filter(id => after.has(id) && after.get(id) !== before.get(id)),
    gone: ids.filter(id => !after.has(id)),
    added: [...after.keys()].filter(id => !before.has(id)),
  }
}
