import type { Decision } from '@toetsbaar/inquiry'
import type { Slot } from '@toetsbaar/rulebook'
import type { Problem } from '@toetsbaar/web'
import type { Act, Report } from '../reports.ts'
import { answersIn, decisionsIn, type Form, longestStory, longestText, slotValues } from './form.ts'
import { slotProblem } from './slot-value.ts'

/** What a form asks for: acts on the report, or what is wrong with it. */
export type Asked = { readonly acts: readonly Act[] } | { readonly problems: readonly Problem[] }

/**
 * What a form of the dialogue asks for, by the step that it was drawn for, on the report as it stands. Every form may
 * come at any moment: who goes back in the browser sends an old one.
 */
export function askedFor({ step, typed }: Form, report: Report): Asked | undefined {
  if (typed.do === 'back') return { acts: [{ kind: 'undone' }] }
  switch (step) {
    case 'people-first':
      return { acts: report.step.at === 'people-first' ? [{ kind: 'alert-seen' }] : [] }
    case 'story':
      return told(typed.story ?? '', report)
    case 'confirm':
      return confirmed(typed, report)
    case 'safety':
      return safetyAnswered(typed, report)
    case 'question':
      if (typed.do === 'advice') return { acts: [{ kind: 'advice-asked' }] }
      return answered(typed, report)
    case 'advice':
      if (typed.do === 'report') return { acts: [{ kind: 'report-chosen' }] }
      return { acts: typed.do === 'questions' ? [{ kind: 'questions-resumed' }] : [] }
    case 'slots':
      return filled(typed, report)
    default:
      return undefined
  }
}

/** What is wrong with a story, if anything. */
export function storyProblem(text: string): Problem | undefined {
  if (text.trim() === '') return { field: 'story', code: 'story-empty' }
  if (text.length <= longestStory) return undefined
  return { field: 'story', code: 'story-too-long', fillings: { limit: longestStory, length: text.length } }
}

function told(text: string, report: Report): Asked {
  const problem = storyProblem(text)
  if (problem !== undefined) return { problems: [problem] }
  const now = report.state.past.findLast(event => event.kind === 'told')?.text
  return { acts: text === now && report.step.at !== 'story' ? [] : [{ kind: 'tell', text }] }
}

function confirmed(typed: Form['typed'], report: Report): Asked {
  const missed = (typed.missed ?? '').trim()
  const chosen = decisionsIn(typed)
  const decisions = typed.do === 'all' ? [...chosen, ...readRight(chosen, report)] : chosen
  if (missed === '') return { acts: [{ kind: 'decided', decisions, done: true }] }
  const before = report.state.past.findLast(event => event.kind === 'told')?.text ?? ''
  const text = `${before}\n\n${missed}`
  if (text.length > longestStory)
    return {
      problems: [{ field: 'missed', code: 'story-too-long', fillings: { limit: longestStory, length: text.length } }],
    }
  // What was decided stays; what the added words say is shown to be confirmed in its turn.
  return {
    acts: [
      { kind: 'decided', decisions, done: false },
      { kind: 'tell', text },
    ],
  }
}

/**
 * What the citizen confirms with one button: all that was shown and that nothing was chosen for, as it was read. What
 * was read both ways, or was rejected before, stays open.
 */
function readRight(chosen: readonly Decision[], { step }: Report): readonly Decision[] {
  if (step.at !== 'confirm') return []
  const open = step.proposals.filter(
    ({ id, decided }) => decided === undefined && !chosen.some(({ observation }) => observation === id),
  )
  return [...new Set(open.map(({ id }) => id))].flatMap(id => {
    const [value, ...others] = new Set(step.proposals.filter(each => each.id === id).map(each => each.value))
    return value === undefined || others.length > 0 ? [] : [{ observation: id, value }]
  })
}

function safetyAnswered(typed: Form['typed'], report: Report): Asked {
  const answers = answersIn(typed)
  const asked = report.step.at === 'safety' ? report.step.observations : Object.keys(answers)
  const missing = asked.filter(observation => answers[observation] === undefined)
  if (missing.length > 0)
    return { problems: missing.map(observation => ({ field: `answer.${observation}`, code: 'answer-missing' })) }
  return { acts: [{ kind: 'safety-answered', answers }] }
}

function answered(typed: Form['typed'], report: Report): Asked {
  const [given] = Object.entries(answersIn(typed))
  if (given !== undefined) {
    const [observation, value] = given
    return { acts: [{ kind: 'answer', observation, value }] }
  }
  const field = Object.keys(typed).find(name => name.startsWith('answer.'))
  const asked = report.step.at === 'question' ? `answer.${report.step.observation}` : undefined
  return {
    problems: [{ field: field ?? asked ?? 'answer', code: field === undefined ? 'answer-missing' : 'answer-unknown' }],
  }
}

function filled(typed: Form['typed'], report: Report): Asked {
  const slots = report.model.slots.filter(slot => typed[`slot.${slot.id}`] !== undefined)
  const values = new Map(slots.map(slot => [slot, slotValues(typed[`slot.${slot.id}`] ?? '', slot.repeat)]))
  const problems = slots.flatMap(slot => {
    const problem = valueProblem(slot, values.get(slot) ?? [], report.date)
    return problem === undefined ? [] : [problem]
  })
  if (problems.length > 0) return { problems }
  const before = report.step.at === 'slots' || report.step.at === 'summary' ? report.step.filled : []
  const acts = slots.flatMap((slot): Act[] => {
    const now = values.get(slot) ?? []
    const then = before.filter(value => value.slot === slot.id).map(value => value.value)
    return now.join('\n') === then.join('\n') ? [] : [{ kind: 'fill', slot: slot.id, values: now }]
  })
  return { acts: [...acts, { kind: 'completed' }] }
}

function valueProblem(slot: Slot, values: readonly string[], today: string): Problem | undefined {
  const field = `slot.${slot.id}`
  if (values.length === 0) return slot.required ? { field, code: 'required' } : undefined
  if (values.some(value => value.length > longestText))
    return { field, code: 'too-long', fillings: { limit: longestText } }
  const code = values.map(value => slotProblem(slot.kind, value, today)).find(found => found !== undefined)
  return code === undefined ? undefined : { field, code }
}
