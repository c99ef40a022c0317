import type { Override } from './decision.ts'
import type { DeskSettings } from './settings.ts'

/**
 * Overrides as rows of a case table (`models/<subject>/<day>/cases.yaml`), ready to be judged by the authors of the model:
 * facts in, the outcome that the officer's decision asks for, and in the note what was advised and decided. No words of
 * citizen or officer are in it. Nothing reads these rows by itself: who takes one over does so in a change of the model.
 */
export function overrideYaml(overrides: readonly Override[], { follows }: Pick<DeskSettings, 'follows'>): string {
  const rows = overrides.map(({ id, at, model, facts, advised, kind, reason, better }) => {
    const outcome = better ?? outcomeFor(follows, kind) ?? 'unclear'
    const note = `advised ${advised} by ${model}; an officer decided ${kind} (${reason}) on ${at.slice(0, 10)}; to be judged`
    return `  - { id: ${id}, known: [${facts.map(plain).join(', ')}], outcome: ${plain(outcome)}, note: ${JSON.stringify(note)} }`
  })
  return rows.length === 0 ? 'cases: []\n' : `cases:\n${rows.join('\n')}\n`
}

/** The outcome whose usual decision this is. */
function outcomeFor(follows: DeskSettings['follows'], kind: string): string | undefined {
  return Object.keys(follows).find(outcome => follows[outcome]?.[0] === kind)
}

/** An id of a model as it stands in YAML; anything else in quotes. */
function plain(word: string): string {
  return /^-?[a-z][a-z0-9-]*$/i.test(word) ? word : JSON.stringify(word)
}
