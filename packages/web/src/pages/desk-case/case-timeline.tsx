import { OwnWords, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { CaseAtDesk, CaseMoment } from '../../desk-case.ts'
import { Actor, type CaseWords, eventText, MomentDetails } from './case-words.tsx'

/** What happened, each with when and who. */
export const Moments = ({ words, moments }: { readonly words: CaseWords; readonly moments: readonly CaseMoment[] }) => {
  const { say } = words.frame.words
  return (
    <ol class="tb-moments">
      {runsOf(moments).map(({ moment, times }) => (
        <li>
          <time class="tb-moment__at" dateTime={moment.at}>
            {say('desk-case.at', { at: new Date(moment.at) })}
          </time>
          <span class="tb-moment__what">
            {eventText(words, moment.type)} {times > 1 && <>{say('desk-case.times', { count: times })} </>}
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

/** How often the same thing happened right after each other: a report has many fields. */
type Run = { readonly moment: CaseMoment; readonly times: number }

const runsOf = (moments: readonly CaseMoment[]): readonly Run[] => {
  const runs: Run[] = []
  for (const moment of moments) {
    const last = runs.at(-1)
    const plain = moment.text === undefined && moment.kind === undefined && moment.to === undefined
    const again = plain && last?.moment.type === moment.type && last.moment.by.kind === moment.by.kind
    if (again) runs[runs.length - 1] = { moment: last.moment, times: last.times + 1 }
    else runs.push({ moment, times: 1 })
  }
  return runs
}

/** All that happened: the telling before the police got it folded away, what people did with it in sight. */
export const Timeline = ({
  words,
  moments,
  paper,
}: {
  readonly words: CaseWords
  readonly moments: readonly CaseMoment[]
  readonly paper: boolean
}) => {
  const { say } = words.frame.words
  const sent = moments.findIndex(({ type }) => type === 'inquiry.sent')
  const told = moments.slice(0, Math.max(0, sent))
  return (
    <Part id="timeline" title={say('desk-case.timeline')} look={3}>
      {told.length > 0 && (
        <details class="tb-details" open={paper}>
          <summary>{say('desk-case.before-sent', { count: told.length })}</summary>
          <Moments words={words} moments={told} />
        </details>
      )}
      <Moments words={words} moments={moments.slice(told.length)} />
    </Part>
  )
}

/** Questions to the citizen with their answers, and notes among officers. */
export const Talk = ({ words, shown }: { readonly words: CaseWords; readonly shown: CaseAtDesk }) => {
  const { say } = words.frame.words
  return (
    <>
      {shown.followUps.length > 0 && (
        <Part id="asked" title={say('desk-case.asked')} look={3}>
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
        </Part>
      )}
      {shown.notes.length > 0 && (
        <Part id="notes" title={say('desk-case.notes')} look={3}>
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
        </Part>
      )}
    </>
  )
}
