import type { Advice, Step } from '@toetsbaar/inquiry'
import type { Lang, Model } from '@toetsbaar/rulebook'
import type { z } from 'zod'
import type { Report } from '../reports.ts'
import type { advice, modelSummary, report, step } from './schemas.ts'

type Texts = Readonly<Record<string, string>>

const questionOn = (texts: Texts, observation: string) => ({
  observation,
  question: texts[`observation.${observation}.question`] ?? observation,
})

/** An advice as the API tells it: with its title and its open questions in words. */
function adviceAnswer(given: Advice, texts: Texts): z.input<typeof advice> {
  return {
    ...given,
    title: texts[`outcome.${given.outcome}.title`] ?? given.outcome,
    binding: false,
    observations: given.observations.map(({ id, value, origin, quote, start, end }) => ({
      id,
      value,
      origin,
      ...(quote !== undefined && { quote }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    })),
    because: given.because.map(({ rule, source, facts }) => ({ rule, source, facts: [...facts] })),
    open: given.open.map(observation => questionOn(texts, observation)),
    wouldChange: given.wouldChange.map(change => ({
      outcome: change.outcome,
      without: [...change.without],
      with: [...change.with],
    })),
  }
}

function stepAnswer(now: Step, texts: Texts): z.input<typeof step> {
  switch (now.at) {
    case 'people-first':
      return { at: now.at, alerts: now.alerts.map(alert => ({ ...alert, help: [...alert.help] })) }
    case 'story':
      return now
    case 'confirm':
      return {
        at: now.at,
        text: now.text,
        proposals: now.proposals.map(({ decided, reasons, ...proposal }) => ({
          ...proposal,
          reasons: [...reasons],
          ...(decided !== undefined && { decided }),
        })),
        entities: now.entities.map(entity => ({ ...entity })),
      }
    case 'safety':
      return { at: now.at, questions: now.observations.map(observation => questionOn(texts, observation)) }
    case 'question': {
      const { at, observation, why, progress, conflict, proposed, said, earlier } = now
      return {
        at,
        ...questionOn(texts, observation),
        why: [...why],
        progress,
        ...(conflict !== undefined && {
          conflict: {
            observations: [...conflict.observations],
            quotes: conflict.quotes.map(quote => quote ?? null),
          },
        }),
        ...(proposed !== undefined && { proposed: { ...proposed, reasons: [...proposed.reasons] } }),
        ...(said !== undefined && { said }),
        ...(earlier !== undefined && { earlier }),
      }
    }
    case 'advice':
    case 'sent':
      return { at: now.at, advice: adviceAnswer(now.advice, texts) }
    case 'slots':
      return {
        at: now.at,
        advice: adviceAnswer(now.advice, texts),
        slots: [...now.slots],
        filled: now.filled.map(value => ({ ...value })),
      }
    case 'summary':
      return {
        at: now.at,
        advice: adviceAnswer(now.advice, texts),
        filled: now.filled.map(value => ({ ...value })),
      }
  }
}

/** A report as the API tells it, in the language of the report. */
export function reportAnswer(given: Report): z.input<typeof report> {
  const { subject, from, digest } = given.model
  return {
    version: given.version,
    lang: given.lang,
    model: { subject, from, digest },
    withheld: [...given.withheld],
    step: stepAnswer(given.step, given.model.texts[given.lang]),
  }
}

export function modelAnswer(model: Model): z.input<typeof modelSummary> {
  const title = (lang: Lang) => model.texts[lang]['model.title'] ?? model.subject
  return {
    subject: model.subject,
    from: model.from,
    revision: model.revision,
    digest: model.digest,
    title: { nl: title('nl'), en: title('en') },
    observations: model.observations.map(({ id, settledBy, safety }) => ({ id, settledBy, safety })),
    outcomes: [...model.outcomes],
    rules: model.rules.length,
    sources: model.sources.length,
  }
}
