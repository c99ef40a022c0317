import type { Step } from '@toetsbaar/inquiry'
import { type DrawnStep, type Frame, type Gate, type Problem, renderStep, type StepContext } from '@toetsbaar/web'
import type { Report } from '../reports.ts'
import { addresses } from './addresses.ts'
import { attachmentsOf } from './attached.ts'
import { longestStory } from './form.ts'
import { modelLanguage } from './pages.ts'

/** What a page about a report is drawn with, beside the report itself. */
export type Drawing = {
  readonly frame: Frame
  readonly gate: Gate
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  readonly masked: boolean
  /** True where the citizen chose no word yet. */
  readonly wordNeeded: boolean
}

/** The page of a step of a report, in the language of the frame. */
export function drawStep(step: DrawnStep, report: Report, drawing: Drawing): string {
  return renderStep(step, contextOf(report, drawing))
}

function contextOf(report: Report, drawing: Drawing): StepContext {
  const { frame, gate, typed, problems, masked, wordNeeded } = drawing
  const to = addresses(frame.words.code)
  const { model } = report
  return {
    frame,
    gate,
    typed,
    problems,
    masked,
    wordNeeded,
    texts: model.texts[modelLanguage(frame.words.code)],
    model,
    alerts: [],
    earlier: report.facts.map((fact, number) => ({
      ...fact,
      ...(fact.origin !== 'implied' && fact.origin !== 'look-up' && { change: to.answer(number + 1) }),
    })),
    story: report.state.past.findLast(event => event.kind === 'told')?.text ?? '',
    attachments: attachmentsOf(report.events),
    limit: longestStory,
    to: {
      keep: to.keep,
      attachments: to.attachments,
      story: to.story,
      slots: to.details,
      status: to.status,
      model: to.model(model.subject, model.from),
    },
  }
}

/** The question on an observation that was answered before, to change the answer. */
export function questionAgain(report: Report, observation: string): Extract<Step, { at: 'question' }> {
  const given = report.facts.find(fact => fact.id === observation)
  const asked = report.facts.filter(fact => fact.origin === 'question').length
  return {
    at: 'question',
    observation,
    why: [],
    progress: { asked, expectedLeft: 1, atMostLeft: 1 },
    ...(given !== undefined && { earlier: { value: given.value } }),
  }
}

/** What a page of an earlier moment shows as filled in: what was said since. */
export function saidSince(step: Step, now: Report): Readonly<Record<string, string>> {
  const given = now.facts
  const asked =
    step.at === 'question'
      ? [step.observation]
      : step.at === 'safety'
        ? step.observations
        : step.at === 'confirm'
          ? step.proposals.map(proposal => proposal.id)
          : []
  return Object.fromEntries(
    given.filter(fact => asked.includes(fact.id)).map(fact => [`answer.${fact.id}`, fact.value]),
  )
}
