import { Facts } from '../../components/facts/facts.tsx'
import { MarkedStory } from '../../components/own-words/own-words.tsx'
import { Heading, Items, Link, Outside, OwnWords, Paragraph } from '../../components/prose/prose.tsx'
import type { CaseAtDesk } from '../../desk-case.ts'
import { type CaseWords, said } from './case-words.tsx'

type Props = { readonly words: CaseWords; readonly shown: CaseAtDesk }

const literal = ({ id, value }: { readonly id: string; readonly value: string }): string =>
  value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`

/** What a system read in the story, quote by quote, what read it, and what the citizen made of each. */
export const Reading = ({ words, shown }: Props) => {
  const { frame } = words
  const { say } = frame.words
  const { story, marks, readBy, modelVersion } = shown
  if (story === undefined) return <Paragraph>{say('desk-case.no-story')}</Paragraph>
  return (
    <>
      <Paragraph quiet>{say('desk-case.told', { day: new Date(`${story.date}T12:00:00Z`) })}</Paragraph>
      <MarkedStory
        frame={frame}
        text={story.text}
        spans={marks.map(({ start, end }, at) => ({ start, end, number: at + 1 }))}
        to="read"
      />
      {marks.length > 0 && (
        <>
          <Heading level={3} id="marks">
            {say('desk-case.marks')}
          </Heading>
          <ol class="tb-read" aria-labelledby="marks">
            {marks.map(({ observation, value, quote, citizen }, at) => (
              <li id={`read-${at + 1}`}>
                <span>{said(words, literal({ id: observation, value }))}</span> <OwnWords>{quote}</OwnWords>{' '}
                <strong class="tb-read__verdict">{say(`desk-case.mark-${citizen}`)}</strong>
              </li>
            ))}
          </ol>
        </>
      )}
      {readBy === undefined ? (
        <Paragraph quiet>{say('desk-case.not-read')}</Paragraph>
      ) : (
        <p class="nl-paragraph tb-quiet">
          {say('desk-case.read-by', { at: new Date(readBy.at), version: readBy.version })}{' '}
          <Link href={`${frame.to.register}/${readBy.dossier}`}>
            <Outside>{readBy.dossier}</Outside>
          </Link>
          . {say('desk-case.read-with', { subject: modelVersion.subject, from: modelVersion.from })}{' '}
          <code class="tb-digest">{modelVersion.digest.slice(0, 12)}</code>. {say('desk-case.permit')}{' '}
          <code class="tb-digest">{readBy.permit}</code>.
        </p>
      )}
    </>
  )
}

/** What is known, each with where it comes from; and the fields of the report, with those that are empty. */
export const Known = ({ words, shown }: Props) => {
  const { frame, texts } = words
  const { say } = frame.words
  const label = (slot: string) => texts[`slot.${slot}.label`] ?? slot
  return (
    <>
      {shown.facts.length === 0 ? (
        <Paragraph>{say('desk-case.no-facts')}</Paragraph>
      ) : (
        <ul class="tb-known">
          {shown.facts.map(fact => (
            <li>
              {fact.value === 'dont-know' ? (
                <>
                  {texts[`observation.${fact.id}.question`] ?? fact.id} <strong>{say('answer.dont-know')}</strong>
                </>
              ) : (
                said(words, literal(fact))
              )}{' '}
              <span class="tb-quiet">
                {fact.quote === undefined ? (
                  say(`desk-reasons.origin-${fact.origin}`)
                ) : (
                  <>
                    {say('desk-reasons.you-wrote')} <OwnWords>{fact.quote}</OwnWords>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {shown.slots.length > 0 && (
        <Facts
          facts={shown.slots.map(({ slot, value, origin }) => ({
            key: label(slot),
            value: (
              <>
                <span class="tb-kept" dir="auto">
                  {value}
                </span>{' '}
                <span class="tb-quiet">{say(`desk-case.slot-${origin}`)}</span>
              </>
            ),
          }))}
        />
      )}
      {shown.emptySlots.length > 0 && (
        <>
          <Paragraph>
            <strong>{say('desk-case.empty', { count: shown.emptySlots.length })}</strong>
          </Paragraph>
          <Items items={shown.emptySlots.map(label)} />
        </>
      )}
    </>
  )
}
