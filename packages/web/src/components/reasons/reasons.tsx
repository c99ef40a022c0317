import type { Because, Confirmed } from '@toetsbaar/inquiry'
import type { Source } from '@toetsbaar/rulebook'
import type { Frame, ModelTexts } from '../../frame.ts'
import { statementOf, textOf } from '../../model-words.ts'
import { LinkOut, Outside, OwnWords } from '../prose/prose.tsx'

type ReasonsProps = {
  readonly frame: Frame
  readonly texts: ModelTexts
  readonly sources: readonly Source[]
  readonly because: readonly Because[]
  readonly observations: readonly Confirmed[]
}

const Ground = ({
  frame,
  texts,
  literal,
  observations,
}: Pick<ReasonsProps, 'frame' | 'texts' | 'observations'> & { readonly literal: string }) => {
  const { say } = frame.words
  const observation = observations.find(observation => observation.id === literal.replace(/^[-?]/, ''))
  return (
    <li class="tb-reason__ground">
      {statementOf(texts, literal)}{' '}
      {observation?.quote !== undefined ? (
        <span class="tb-reason__said">
          {say('reasons.you-wrote')} <OwnWords>{observation.quote}</OwnWords>
        </span>
      ) : (
        <span class="tb-reason__said">
          {say(observation === undefined ? 'reasons.follows' : `reasons.origin-${observation.origin}`)}
        </span>
      )}
    </li>
  )
}

export const Article = ({ frame, source }: { readonly frame: Frame; readonly source: Source }) => {
  const name = `${source.article} ${source.title}`.trim()
  return (
    <>
      {source.url === undefined ? (
        <Outside>{name}</Outside>
      ) : (
        <LinkOut href={source.url}>
          <Outside>{name}</Outside>
        </LinkOut>
      )}
      <span class={`nl-data-badge tb-verified tb-verified--${source.verified}`}>
        {frame.words.say(`verified.${source.verified}`)}
      </span>
    </>
  )
}

/** Why: from the advice to each rule, its article of law, and the words of the citizen that it rests on. */
export const Reasons = ({ frame, texts, sources, because, observations }: ReasonsProps) => {
  const { say } = frame.words
  return (
    <ol class="tb-reasons">
      {because.map(reason => {
        const source = sources.find(source => source.id === reason.source)
        return (
          <li class="tb-reason">
            <p class="nl-paragraph tb-reason__rule">{textOf(texts, `rule.${reason.rule}.reason`)}</p>
            <p class="tb-reason__heading" id={`ground-${reason.rule}`}>
              {say('reasons.grounds')}
            </p>
            <ul class="tb-reason__grounds" aria-labelledby={`ground-${reason.rule}`}>
              {reason.facts.map(literal => (
                <Ground frame={frame} texts={texts} literal={literal} observations={observations} />
              ))}
            </ul>
            <p class="tb-reason__source">
              <span class="tb-reason__section" aria-hidden="true">
                §
              </span>
              {say('reasons.source')}{' '}
              {source ? <Article frame={frame} source={source} /> : <Outside>{reason.source}</Outside>}
            </p>
            <p class="tb-reason__id">{say('reasons.rule', { rule: reason.rule })}</p>
          </li>
        )
      })}
    </ol>
  )
}
