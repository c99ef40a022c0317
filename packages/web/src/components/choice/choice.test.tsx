import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { attribute, elementsOf, languages, siteIn, textIn } from '../../../test/drawn.ts'
import { answers, Choice } from './choice.tsx'

const [words] = languages
if (!words) throw new Error('There is no language.')
const { frame } = siteIn(words)
const choice = (chosen?: string, proposed?: string) =>
  elementsOf(
    renderToString(
      <Choice
        frame={frame}
        name="answer.paid"
        legend="Betaald?"
        options={answers(frame, proposed)}
        chosen={chosen}
        problems={[]}
      />,
    ),
  )
const radios = (elements: ReturnType<typeof choice>) => elements.filter(element => element.tagName === 'input')

it('ticks nothing beforehand, also where we read an answer in the story', () => {
  expect(radios(choice(undefined, 'yes')).filter(radio => attribute(radio, 'checked') !== undefined)).toEqual([])
})

it('shows which answer we read, with that answer alone', () => {
  const elements = choice(undefined, 'no')
  const noted = radios(elements).filter(radio => attribute(radio, 'aria-describedby'))
  expect(noted.map(radio => attribute(radio, 'value'))).toEqual(['no'])
})

it('ticks what the citizen chose, and always offers "I don’t know"', () => {
  const all = radios(choice('dont-know'))
  expect(all.map(radio => attribute(radio, 'value'))).toEqual(['yes', 'no', 'dont-know'])
  expect(
    all.filter(radio => attribute(radio, 'checked') !== undefined).map(radio => attribute(radio, 'value')),
  ).toEqual(['dont-know'])
})

it('gives the first radio the id that an error summary links to', () => {
  const [first] = radios(choice())
  expect(first && attribute(first, 'id')).toBe('f-answer-paid')
  expect(
    choice()
      .filter(element => element.tagName === 'label')
      .map(textIn),
  ).toHaveLength(3)
})
