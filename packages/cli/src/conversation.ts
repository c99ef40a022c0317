import { type Decision, InquiryError, type InquiryEvent, type InquiryState, type Step } from '@toetsbaar/inquiry'
import { hearAnswer, nextStep, take } from '@toetsbaar/server/run'
import type { Answers } from './console.ts'
import type { Dialogue } from './dialogue.ts'
import { helpText } from './help-text.ts'
import { phrases } from './phrases.ts'
import { proposalsText, proposalText, sentence, textOf } from './report-text.ts'

/**
 * The dialogue on a terminal: shows each step, takes a line, goes on until there is an advice or the answers end.
 * "terug"/"back" takes the last act back, "stop" asks for the advice on what is known so far.
 */
export async function converse(
  dialogue: Dialogue,
  told: InquiryState,
  say: (text: string) => void,
  answers: Answers,
): Promise<InquiryState> {
  const { permit, intake, lang } = dialogue
  let state = told
  try {
    for (;;) {
      const step = nextStep(permit, intake, state)
      if (step.at === 'people-first') {
        say(helpText(dialogue, step.alerts))
        state = take(permit, intake, state, { kind: 'alert-seen' })
        continue
      }
      if (step.at !== 'confirm' && step.at !== 'safety' && step.at !== 'question') return state
      const event = await put(dialogue, state, step, say, answers)
      if (event === 'ended') {
        say(`\n${phrases[lang].ended}\n\n`)
        return take(permit, intake, state, { kind: 'advice-asked' })
      }
      state = attempt(dialogue, state, event)
    }
  } finally {
    answers.close()
  }
}

/** "Back" before anything was answered stays where it is. */
function attempt({ permit, intake }: Dialogue, state: InquiryState, event: InquiryEvent): InquiryState {
  try {
    return take(permit, intake, state, event)
  } catch (error) {
    if (event.kind === 'undone' && error instanceof InquiryError) return state
    throw error
  }
}

async function put(
  dialogue: Dialogue,
  state: InquiryState,
  step: Extract<Step, { at: 'confirm' | 'safety' | 'question' }>,
  say: (text: string) => void,
  answers: Answers,
): Promise<InquiryEvent | 'ended'> {
  if (step.at === 'confirm') return confirm(dialogue, step, say, answers)
  if (step.at === 'safety') return safety(dialogue, step, say, answers)
  const phrase = phrases[dialogue.lang]
  const { observation, conflict, said } = step
  if (conflict !== undefined)
    say(
      `\n${phrase.conflict}\n${conflict.observations.map((literal, at) => `  ${sentence(dialogue, literal)} ${quoted(conflict.quotes[at])}`).join('\n')}\n`,
    )
  say(
    `\n${phrase.question(Math.max(0, step.progress.atMostLeft - 1))}: ${textOf(dialogue, `observation.${observation}.question`)}\n`,
  )
  if (said !== undefined) say(`  ${phrase.notUnderstood} ${textOf(dialogue, `observation.${observation}.help`)}\n`)
  say(`  ${phrase.why} ${textOf(dialogue, `observation.${observation}.why`)} ${phrase.back}\n`)
  const line = await answers.ask(`  ${phrase.choices}: `)
  if (line === undefined) return 'ended'
  const word = line.trim().toLowerCase()
  if (/^(terug|back)$/.test(word)) return { kind: 'undone' }
  if (word === 'stop') return { kind: 'advice-asked' }
  const value = choiceOf(word)
  if (value !== undefined) return { kind: 'answered', observation, value }
  return hearAnswer(dialogue.permit, dialogue.intake, state, observation, line, dialogue)
}

async function confirm(
  dialogue: Dialogue,
  step: Extract<Step, { at: 'confirm' }>,
  say: (text: string) => void,
  answers: Answers,
): Promise<InquiryEvent | 'ended'> {
  const phrase = phrases[dialogue.lang]
  say(proposalsText(dialogue, step.proposals))
  const decisions: Decision[] = []
  for (const proposal of step.proposals) {
    const { id: observation } = proposal
    say(`${proposalText(dialogue, proposal)}\n`)
    for (;;) {
      const line = await answers.ask(`  ${phrase.confirmChoices}: `)
      if (line === undefined) return decisions.length === 0 ? 'ended' : { kind: 'decided', decisions, done: true }
      const word = line.trim().toLowerCase()
      if (word === 'x') decisions.push({ observation, value: 'rejected' })
      else if (word === '' || choiceOf(word) === 'yes') decisions.push({ observation, value: proposal.value })
      else if (choiceOf(word) === 'no') decisions.push({ observation, value: proposal.value === 'yes' ? 'no' : 'yes' })
      else if (choiceOf(word) === 'dont-know') decisions.push({ observation, value: 'dont-know' })
      else {
        say(`  ${phrase.notUnderstood}\n`)
        continue
      }
      break
    }
  }
  return { kind: 'decided', decisions, done: true }
}

async function safety(
  dialogue: Dialogue,
  step: Extract<Step, { at: 'safety' }>,
  say: (text: string) => void,
  answers: Answers,
): Promise<InquiryEvent | 'ended'> {
  const phrase = phrases[dialogue.lang]
  say(`\n${phrase.safety}\n`)
  const given: Record<string, 'yes' | 'no' | 'dont-know'> = {}
  for (const observation of step.observations) {
    for (;;) {
      const line = await answers.ask(`  ${textOf(dialogue, `observation.${observation}.question`)} ${phrase.choices}: `)
      if (line === undefined) return 'ended'
      const value = choiceOf(line.trim().toLowerCase())
      if (value === undefined) {
        say(`  ${phrase.notUnderstood}\n`)
        continue
      }
      given[observation] = value
      break
    }
  }
  return { kind: 'safety-answered', answers: given }
}

function choiceOf(word: string): 'yes' | 'no' | 'dont-know' | undefined {
  if (/^(j|ja|y|yes)$/.test(word)) return 'yes'
  if (/^(n|nee|no)$/.test(word)) return 'no'
  if (/^(w|d|\?|weet ik niet|weet niet|don['’]?t know)$/.test(word)) return 'dont-know'
  return undefined
}

function quoted(words: string | undefined): string {
  return words === undefined ? '' : `"${words}"`
}
