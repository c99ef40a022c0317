import { Heading, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import type { CaseAtDesk, CaseMoment } from '../../desk-case.ts'
import { Actor, type CaseWords, eventText, MomentDetails } from './case-words.tsx'

/** What happened, each with when and who. */
export const Moments = ({ words, moments }: { readonly words: CaseWords; readonly moments: readonly CaseMoment[] }) => {
  const { say } = words.frame.words
  return (
    <ol class="tb-moments">
      {moments.map(moment => (
        <li>
          <time class="tb-moment__at" dateTime={moment.at}>
            {say('desk-case.at', { at: new Date(moment.at) })}
          </time>
          <span class="tb-moment__what">
            {eventText(words, moment.type)}{' '}
            <span class="tb-quiet">
              <Actor words={words} by={moment.by} />
            </span>
            <MomentDetails words={words} moment={moment} />
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Questions to the citizen with their answers, and notes among officers. */
export const Talk = ({ words, shown }: { readonly words: CaseWords; readonly shown: CaseAtDesk }) => {
  const { say } = words.frame.words
  return (
    <>
      {shown.followUps.length > 0 && (
        <section aria-labelledby="asked">
          <Heading level={2} look={3} id="asked">
            {say('desk-case.asked')}
          </Heading>
          {shown.followUps.map(({ at, by, text, answer }) => (
            <div class="tb-asked">
              <p class="nl-paragraph tb-quiet">
                {say('desk-case.at', { at: new Date(at) })}, <Actor words={words} by={by} />
              </p>
              <p class="nl-paragraph tb-kept" dir="auto">
                {text}
              </p>
              {answer === undefined ? (
                <Paragraph>
                  <strong>{say('desk-case.no-answer')}</strong>
                </Paragraph>
              ) : (
                <p class="nl-paragraph">
                  {say('desk-case.answered', { at: new Date(answer.at) })} <OwnWords>{answer.text}</OwnWords>
                </p>
              )}
            </div>
          ))}
        </section>
      )}
      {shown.notes.length > 0 && (
        <section aria-labelledby="notes">
          <Heading level={2} look={3} id="notes">
            {say('desk-case.notes')}
          </Heading>
          {shown.notes.map(({ at, by, text }) => (
            <div class="tb-asked">
              <p class="nl-paragraph tb-quiet">
                {say('desk-case.at', { at: new Date(at) })}, <Actor words={words} by={by} />
              </p>
              <p class="nl-paragraph tb-kept" dir="auto">
                {text}
              </p>
            </div>
          ))}
        </section>
      )}
    </>
  )
}
