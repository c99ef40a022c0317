import type { Because, Confirmed } from '@toetsbaar/inquiry'
import type { Model, Source } from '@toetsbaar/rulebook'
import type { Frame, ModelTexts } from '../../frame.ts'
import { statementOf, textOf } from '../../model-words.ts'
import { Link, LinkOut, Outside, OwnWords } from '../prose/prose.tsx'

type ReasonsProps = {
  readonly frame: Frame
  readonly texts: ModelTexts
  readonly model: Pick<Model, 'sources' | 'rules'>
  readonly because: readonly Because[]
  readonly observations: readonly Confirmed[]
  /** Who reads: the citizen whose words they are, or somebody at the desk. */
  readonly reader?: 'reasons' | 'desk-reasons'
}

const Said = ({ props, literal }: { readonly props: ReasonsProps; readonly literal: string }) => {
  const { frame, model, because, observations, reader = 'reasons' } = props
  const { say } = frame.words
  const observation = observations.find(observation => observation.id === literal.replace(/^[-?]/, ''))
  if (observation?.quote !== undefined) {
    return (
      <>
        {say(`${reader}.you-wrote`)} <OwnWords>{observation.quote}</OwnWords>
      </>
    )
  }
  if (observation !== undefined) return <>{say(`${reader}.origin-${observation.origin}`)}</>
  const carrying = model.rules.find(rule => rule.then === literal && because.some(reason => reason.rule === rule.id))
  if (carrying === undefined) return <>{say('reasons.derived')}</>
  return <Link href={`#reason-${carrying.id}`}>{say('reasons.follows', { rule: carrying.id })}</Link>
}

type ArticleProps = Pick<ReasonsProps, 'frame' | 'texts'> & { readonly source: Source }

/** A source by its name in the page's language, and whether its wording was compared with the official text. */
export const Article = ({ frame, texts, source }: ArticleProps) => {
  const name = textOf(texts, `source.${source.id}.title`)
  return (
    <>
      {source.url === undefined ? <span>{name}</span> : <LinkOut href={source.url}>{name}</LinkOut>}
      <span class={`nl-data-badge tb-verified tb-verified--${source.verified}`}>
        {frame.words.say(`verified.${source.verified}`)}
      </span>
    </>
  )
}

/**
 * Why: the rule that carries the advice first, then what that rests on; each with its article of law and the words of
 * the citizen. `because` comes leaves first, as the engine gives it.
 */
export const Reasons = (props: ReasonsProps) => {
  const { frame, texts, model, because } = props
  const { say } = frame.words
  return (
    <ol class="tb-reasons">
      {because.toReversed().map(reason => {
        const source = model.sources.find(source => source.id === reason.source)
        return (
          <li class="tb-reason" id={`reason-${reason.rule}`}>
            <p class="nl-paragraph tb-reason__rule">{textOf(texts, `rule.${reason.rule}.reason`)}</p>
            <p class="tb-reason__heading" id={`ground-${reason.rule}`}>
              {say('reasons.grounds')}
            </p>
            <ul class="tb-reason__grounds" aria-labelledby={`ground-${reason.rule}`}>
              {reason.facts.map(literal => (
                <li class="tb-reason__ground">
                  {statementOf(texts, literal)}{' '}
                  <span class="tb-reason__said">
                    <Said props={props} literal={literal} />
                  </span>
                </li>
              ))}
            </ul>
            <p class="tb-reason__source">
              <span class="tb-reason__section" aria-hidden="true">
                §
              </span>
              {say('reasons.source')}{' '}
              {source ? <Article frame={frame} texts={texts} source={source} /> : <Outside>{reason.source}</Outside>}
            </p>
            <p class="tb-reason__id">{say('reasons.rule', { rule: reason.rule })}</p>
          </li>
        )
      })}
    </ol>
  )
}
