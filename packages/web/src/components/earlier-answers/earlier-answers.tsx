import type { Confirmed } from '@toetsbaar/inquiry'
import type { Frame, ModelTexts } from '../../frame.ts'
import { questionOn } from '../../model-words.ts'
import { Facts } from '../facts/facts.tsx'
import { Heading, OwnWords } from '../prose/prose.tsx'

/** An answer that was given, with the address of the page on which it is changed (which names no subject). */
export type EarlierAnswer = Confirmed & { readonly change?: string | undefined }

const Value = ({ frame, answer }: { readonly frame: Frame; readonly answer: EarlierAnswer }) => {
  const { say } = frame.words
  return (
    <>
      {say(`answer.${answer.value}`)}
      {answer.quote !== undefined && (
        <>
          {' '}
          <OwnWords>{answer.quote}</OwnWords>
        </>
      )}
      {answer.origin === 'look-up' && <span class="tb-quiet"> {say('answers.look-up')}</span>}
      {answer.origin === 'implied' && <span class="tb-quiet"> {say('answers.implied')}</span>}
    </>
  )
}

type AnswersProps = {
  readonly frame: Frame
  readonly texts: ModelTexts
  readonly answers: readonly EarlierAnswer[]
}

const Answers = ({ frame, texts, answers }: AnswersProps) => (
  <Facts
    facts={answers.map(answer => {
      const question = questionOn(texts, answer.id)
      return {
        key: question,
        value: <Value frame={frame} answer={answer} />,
        action:
          answer.change === undefined ? undefined : (
            <a class="nl-link" href={answer.change}>
              {frame.words.say('answers.change')}
              <span class="tb-unseen">: {question}</span>
            </a>
          ),
      }
    })}
  />
)

/** What the citizen said so far, each to be changed from here; what follows from it, or stands on a list, folded below. */
export const EarlierAnswers = ({ frame, texts, answers }: AnswersProps) => {
  const own = answers.filter(answer => answer.origin === 'story' || answer.origin === 'question')
  const others = answers.filter(answer => !own.includes(answer))
  if (answers.length === 0) return null
  return (
    <section class="tb-earlier" aria-labelledby="earlier-title">
      <Heading level={2} look={3} id="earlier-title">
        {frame.words.say('answers.title')}
      </Heading>
      {own.length > 0 && <Answers frame={frame} texts={texts} answers={own} />}
      {others.length > 0 && (
        <details class="tb-why">
          <summary class="tb-why__summary">{frame.words.say('answers.others', { count: others.length })}</summary>
          <Answers frame={frame} texts={texts} answers={others} />
        </details>
      )}
    </section>
  )
}
