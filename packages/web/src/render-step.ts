import type { Step } from '@toetsbaar/inquiry'
import { renderAdvice } from './pages/advice/advice.tsx'
import { renderConfirm } from './pages/confirm/confirm.tsx'
import { renderContradiction } from './pages/contradiction/contradiction.tsx'
import { renderPeopleFirst } from './pages/people-first/people-first.tsx'
import { renderQuestion } from './pages/question/question.tsx'
import { renderSafety } from './pages/safety/safety.tsx'
import { renderSlots } from './pages/slots/slots.tsx'
import { renderStory } from './pages/story/story.tsx'
import { renderSummary } from './pages/summary/summary.tsx'
import type { StepContext } from './step-context.ts'

/** A step of the dialogue that the web form draws; after `sent` the server shows the receipt (`renderReceipt`). */
export type DrawnStep = Exclude<Step, { at: 'sent' }>

/** The page of a step: the web's side of the channel that every face is written against. Throws where the model lacks a text. */
export const renderStep = (step: DrawnStep, context: StepContext): string => {
  switch (step.at) {
    case 'people-first':
      return renderPeopleFirst(step, context)
    case 'story':
      return renderStory({ ...context, text: context.typed.story ?? step.text })
    case 'confirm':
      return renderConfirm(step, context)
    case 'safety':
      return renderSafety(step, context)
    case 'question':
      return step.conflict === undefined
        ? renderQuestion(step, context)
        : renderContradiction({ ...step, conflict: step.conflict }, context)
    case 'advice':
      return renderAdvice(step, context)
    case 'slots':
      return renderSlots(step, context)
    case 'summary':
      return renderSummary(step, context)
  }
}
