import type { Words } from '@toetsbaar/web'
import type { DeskCase } from '../desk-case.ts'
import { modelLanguage } from '../site/pages.ts'
import { openTaggedPdf } from '../tagged-pdf.ts'
import type { CaseDrawing } from './case.ts'

/** A case on paper: what the page says, in the order of the page, as a tagged PDF. The graph is in it as words. */
export function casePdf(
  shown: DeskCase,
  { texts, names, systems, words, at }: CaseDrawing & { readonly words: Words; readonly at: Date },
): Promise<Buffer> {
  const { say } = words
  const title = say('desk-case.title', { number: shown.number })
  const pdf = openTaggedPdf({ lang: modelLanguage(words.code), title, at, mark: 'toetsbaar' })
  const heading = (key: string) => {
    pdf.gap(0.8)
    pdf.write('H2', 15, 'strong', say(key))
  }
  const line = (text: string) => pdf.write('P', 12, 'text', text)
  const bullets = (items: readonly string[]) => pdf.list(items.map(text => ({ label: '– ', text })))
  const sentence = (literal: string) => {
    const id = literal.replace(/^[-?]/, '')
    const kind = literal.startsWith('-') ? 'short-no' : 'short'
    return texts[`observation.${id}.${kind}`] ?? texts[`conclusion.${id}.${kind}`] ?? literal
  }
  const literal = ({ id, value }: { readonly id: string; readonly value: string }) =>
    value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`
  const outcome = (id: string) => texts[`outcome.${id}.title`] ?? id

  pdf.write('H1', 24, 'strong', title)
  line(say(`desk-word.state-${shown.state}`))
  line(say('desk-case.received', { at: new Date(shown.received), days: shown.daysOpen }))
  heading('desk-case.story')
  line(shown.story?.text ?? say('desk-case.no-story'))
  if (shown.marks.length > 0) {
    heading('desk-case.marks')
    bullets(
      shown.marks.map(
        mark =>
          `${sentence(literal({ id: mark.observation, value: mark.value }))} “${mark.quote}” ${say(`desk-case.mark-${mark.citizen}`)}`,
      ),
    )
  }
  heading('desk-case.known')
  bullets(shown.facts.map(fact => `${sentence(literal(fact))} ${say(`desk-reasons.origin-${fact.origin}`)}`))
  bullets(shown.slots.map(({ slot, value }) => `${texts[`slot.${slot}.label`] ?? slot}: ${value}`))
  heading('desk-case.advice')
  const { advice } = shown
  if (advice.shown === false) line(say('desk-case.withheld'))
  else if (advice.outcome === undefined) line(say('desk-case.no-advice'))
  else {
    line(outcome(advice.outcome))
    line(say(advice.stable ? 'desk-case.stable' : 'desk-case.unstable'))
  }
  if (advice.shown === true) {
    heading('desk-case.for')
    bullets(
      advice.because.map(
        ({ rule, source, facts }) =>
          `${texts[`rule.${rule}.reason`] ?? rule} (${rule}; ${texts[`source.${source}.title`] ?? source}). ${facts.map(sentence).join(' ')}`,
      ),
    )
    heading('desk-case.against')
    if (advice.against.length === 0) line(say('desk-case.nothing-against'))
    else
      bullets(
        advice.against.map(
          ({ rule, beatenBy }) => `${texts[`rule.${rule}.reason`] ?? rule} (${rule}; ${beatenBy.join(', ')})`,
        ),
      )
    heading('desk-case.missing')
    if (advice.missing.length === 0) line(say('desk-case.nothing-missing'))
    else bullets(advice.missing.map(id => texts[`observation.${id}.question`] ?? id))
  }
  heading('desk-case.timeline')
  bullets(
    shown.timeline.map(({ at: when, type, by, text, kind }) => {
      const key = `desk-word.event-${type.replaceAll('.', '-')}`
      const what = say(words.keys.includes(key) ? key : 'desk-word.event-other')
      const who =
        by.kind === 'officer' ? (names[by.id] ?? by.id) : by.kind === 'citizen' ? say('desk-word.by-citizen') : ''
      const decided = kind === undefined ? '' : say(`desk-word.kind-${kind}`)
      return [say('desk-case.at', { at: new Date(when) }), what, who, decided, text ?? '']
        .filter(each => each !== '')
        .join(' · ')
    }),
  )
  line(
    `${say('systems.made-with')} ${systems
      .map(({ name, version, href }) => {
        const called = version === undefined ? name : say('systems.version', { name, version })
        return `${called} (${href})`
      })
      .join('; ')}`,
  )
  return pdf.end()
}
