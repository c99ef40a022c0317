import type { Model } from '@toetsbaar/rulebook'
import { Link, Outside } from '../../components/prose/prose.tsx'
import type { CaseActor, CaseMoment } from '../../desk-case.ts'
import type { Frame, ModelTexts } from '../../frame.ts'

/** What says things of a case in words: the page's own, its model's, and names of who works here. */
export type CaseWords = {
  readonly frame: Frame
  /** Empty where the model is not installed any more; then ids stand for themselves. */
  readonly texts: ModelTexts
  readonly model: Model | undefined
  readonly names: Readonly<Record<string, string>>
}

/** A literal as a sentence, or its id where the model that knew it is gone. */
export const said = ({ texts }: Pick<CaseWords, 'texts'>, literal: string): string => {
  const id = literal.replace(/^[-?]/, '')
  const field = literal.startsWith('-') ? 'short-no' : 'short'
  return (
    texts[`observation.${id}.${field}`] ??
    texts[`conclusion.${id}.${field}`] ??
    texts[`observation.${id}.question`] ??
    texts[`outcome.${id}.title`] ??
    literal
  )
}

export const outcomeTitle = ({ texts }: Pick<CaseWords, 'texts'>, outcome: string): string =>
  texts[`outcome.${outcome}.title`] ?? outcome

/** Who did something: a role and a name where it is known, never an id of the case. */
export const Actor = ({ words, by }: { readonly words: CaseWords; readonly by: CaseActor }) => {
  const { say } = words.frame.words
  switch (by.kind) {
    case 'citizen':
      return <>{say('desk-word.by-citizen')}</>
    case 'gone':
      return <>{say('desk-word.by-gone')}</>
    case 'system':
      return (
        <Link href={`${words.frame.to.register}/${by.dossier}`}>
          {say('desk-word.by-system', { dossier: by.dossier, version: by.version })}
        </Link>
      )
    case 'officer': {
      const role = words.frame.words.keys.includes(`role.${by.role}`) ? say(`role.${by.role}`) : by.role
      return (
        <>
          {/* Who looks from outside sees the role alone. */}
          {by.id === '' ? (
            role
          ) : (
            <>
              <Outside>{words.names[by.id] ?? by.id}</Outside> ({role})
            </>
          )}
        </>
      )
    }
  }
}

/** What happened, as a sentence; a type that has no words of its own is told as such. */
export const eventText = ({ frame }: Pick<CaseWords, 'frame'>, type: string): string => {
  const key = `desk-word.event-${type.replaceAll('.', '-')}`
  return frame.words.say(frame.words.keys.includes(key) ? key : 'desk-word.event-other')
}

/** What there is to tell of a moment beyond what it is: to whom, which decision, and the words that came with it. */
export const MomentDetails = ({ words, moment }: { readonly words: CaseWords; readonly moment: CaseMoment }) => {
  const { say } = words.frame.words
  const { kind, reason, to, outcome, override, text } = moment
  const target =
    to?.prosecutor === true
      ? say('desk-word.to-prosecutor')
      : to?.team !== undefined
        ? say('desk-word.to-team', { team: to.team })
        : to?.officer !== undefined
          ? (words.names[to.officer] ?? to.officer)
          : undefined
  const facts = [
    kind !== undefined && say(`desk-word.kind-${kind}`),
    reason !== undefined && reasonText(words, reason),
    target,
    outcome !== undefined && outcomeTitle(words, outcome),
    override !== undefined && say(`desk-word.override-${override ? 'yes' : 'no'}`),
  ].filter(fact => fact !== false && fact !== undefined)
  return (
    <>
      {facts.length > 0 && (
        <span class="tb-moment__facts">
          <Outside>{facts.join(' · ')}</Outside>
        </span>
      )}
      {text !== undefined && (
        <span class="tb-kept tb-moment__text" dir="auto">
          {text}
        </span>
      )}
    </>
  )
}

export const reasonText = ({ frame }: Pick<CaseWords, 'frame'>, reason: string): string => {
  const key = `desk-word.reason-${reason}`
  return frame.words.keys.includes(key) ? frame.words.say(key) : reason
}
