import type { Advice, ProposalToConfirm } from '@toetsbaar/inquiry'
import type { Lang, Model } from '@toetsbaar/rulebook'
import { phrases } from './phrases.ts'

/** Whose texts, in which language. */
export type Wording = { readonly model: Model; readonly lang: Lang }

/** A text of the model by its key, or the key itself where the model has none. */
export function textOf({ model, lang }: Wording, key: string): string {
  return model.texts[lang][key] ?? key
}

/** A literal as a sentence: `paid` "You paid.", `-paid` "You have not paid yet.", `?paid` the question. */
export function sentence(wording: Wording, literal: string): string {
  if (literal.startsWith('?'))
    return `${textOf(wording, `observation.${literal.slice(1)}.question`)} (${phrases[wording.lang].answers['dont-know']})`
  return literal.startsWith('-')
    ? textOf(wording, `observation.${literal.slice(1)}.short-no`)
    : textOf(wording, `observation.${literal}.short`)
}

/** What was read: a numbered line each, with the exact quote. */
export function proposalsText(wording: Wording, proposals: readonly ProposalToConfirm[]): string {
  const phrase = phrases[wording.lang]
  if (proposals.length === 0) return `${phrase.readNothing}\n\n`
  const lines = proposals.map((proposal, at) => `  ${at + 1}. ${proposalText(wording, proposal)}`)
  return `${phrase.read}\n\n${lines.join('\n')}\n\n`
}

/** What one proposal says, and the words that say it. */
export function proposalText(
  wording: Wording,
  { id, value, quote }: Pick<ProposalToConfirm, 'id' | 'value' | 'quote'>,
): string {
  return `${sentence(wording, value === 'yes' ? id : `-${id}`)} "${quote}"`
}

/** The advice, from outcome to rule to article to the citizen's own words. */
export function adviceText(wording: Wording, story: string, advice: Advice): string {
  const phrase = phrases[wording.lang]
  const { outcome } = advice
  const lines = [
    `${phrase.advice}: ${textOf(wording, `outcome.${outcome}.title`)}`,
    textOf(wording, `outcome.${outcome}.summary`),
    advice.stable ? phrase.settled : phrase.notSettled,
    ...(advice.officer ? [phrase.officer] : []),
  ]
  if (advice.because.length > 0) lines.push('', phrase.because)
  for (const { rule, source, facts } of advice.because) {
    lines.push(`  ${textOf(wording, `rule.${rule}.reason`)} [${rule}; ${textOf(wording, `source.${source}.title`)}]`)
    for (const fact of facts) lines.push(...ground(wording, story, advice, fact))
  }
  const todo = stepsOf(wording, outcome)
  if (todo.length > 0) lines.push('', phrase.todo, ...todo.map((step, at) => `  ${at + 1}. ${step}`))
  if (advice.open.length > 0) lines.push('', phrase.open, ...openQuestions(wording, advice.open))
  if (advice.wouldChange.length > 0) lines.push('', phrase.change)
  for (const change of advice.wouldChange) lines.push(`  ${changeText(wording, change)}`)
  lines.push('', phrase.machine, '')
  return lines.join('\n')
}

/** The first questions that are open; a list of thirty helps nobody. Look-ups are not the citizen's to answer. */
function openQuestions(wording: Wording, open: readonly string[]): string[] {
  const asked = open.filter(id => wording.model.observations.find(each => each.id === id)?.settledBy === 'reporter')
  const shown = asked.slice(0, 5).map(id => `  ${textOf(wording, `observation.${id}.question`)}`)
  return asked.length > 5 ? [...shown, `  ${phrases[wording.lang].more(asked.length - 5)}`] : shown
}

function ground(wording: Wording, story: string, advice: Advice, fact: string): string[] {
  const phrase = phrases[wording.lang]
  const observed = advice.observations.find(each => each.id === fact.replace(/^-/, ''))
  if (observed === undefined) return []
  const { start, end, value } = observed
  const own = start !== undefined && end !== undefined
  return [
    `      ${sentence(wording, fact)} ${own ? `(${phrase.words}: "${story.slice(start, end)}")` : `(${phrase.answer}: ${phrase.answers[value]})`}`,
  ]
}

function stepsOf(wording: Wording, outcome: string): string[] {
  const steps: string[] = []
  for (let at = 1; ; at++) {
    const step = wording.model.texts[wording.lang][`outcome.${outcome}.do.${at}`]
    if (step === undefined) return steps
    steps.push(step)
  }
}

function changeText(wording: Wording, change: Advice['wouldChange'][number]): string {
  const phrase = phrases[wording.lang]
  const without = change.without
    .filter(literal => !change.with.some(other => other.replace(/^[-?]/, '') === literal.replace(/^[-?]/, '')))
    .map(literal => `${phrase.not}: ${sentence(wording, literal)}`)
  const facts = [...change.with.map(literal => sentence(wording, literal)), ...without].map(text =>
    text.replace(/\.$/, ''),
  )
  return `${phrase.if}: ${facts.join(`; ${phrase.and}: `)} → ${phrase.instead}: ${textOf(wording, `outcome.${change.outcome}.title`)}`
}
