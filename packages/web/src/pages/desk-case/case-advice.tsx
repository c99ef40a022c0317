import { Notice } from '../../components/notice/notice.tsx'
import { Heading, Items, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Reasons } from '../../components/reasons/reasons.tsx'
import type { CaseAdvice, CaseAtDesk } from '../../desk-case.ts'
import { type CaseWords, outcomeTitle, said } from './case-words.tsx'

type Props = { readonly words: CaseWords; readonly shown: CaseAtDesk }
type Whole = Extract<CaseAdvice, { shown: true }>

/** What an SVG says in words, as plain text. */
const inWords = (svg: string): string => {
  const [, description = ''] = /<desc[^>]*>([\s\S]*?)<\/desc>/.exec(svg) ?? []
  return description
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** The outcome with how sure it is. Nothing of it is drawn where a first impression is due. */
export const Outcome = ({ words, shown }: Props) => {
  const { say } = words.frame.words
  const { advice } = shown
  if (advice.shown === false)
    return (
      <Notice kind="info">
        <Paragraph>{say(shown.mine ? 'desk-case.withheld' : 'desk-case.withheld-take')}</Paragraph>
      </Notice>
    )
  if (advice.outcome === undefined) return <Paragraph>{say('desk-case.no-advice')}</Paragraph>
  return (
    <>
      <p class="nl-paragraph nl-paragraph--lead">
        <strong>{outcomeTitle(words, advice.outcome)}</strong>
      </p>
      <Paragraph>
        {say(advice.stable ? 'desk-case.stable' : 'desk-case.unstable')}{' '}
        {advice.shown === true && advice.officer && say('desk-case.officer-looks')}
      </Paragraph>
      {advice.shown === 'recorded' && (
        <Notice kind="warning">
          <Paragraph>{say(`desk-case.recorded-${advice.why}`)}</Paragraph>
        </Notice>
      )}
    </>
  )
}

const Against = ({ words, advice }: { readonly words: CaseWords; readonly advice: Whole }) => {
  const { say } = words.frame.words
  const { model, texts } = words
  if (advice.against.length === 0) return <Paragraph>{say('desk-case.nothing-against')}</Paragraph>
  return (
    <ul class="tb-against">
      {advice.against.map(({ rule, standing, beatenBy }) => {
        const then = model?.rules.find(each => each.id === rule)?.then
        return (
          <li>
            <p class="nl-paragraph">
              <strong>{texts[`rule.${rule}.reason`] ?? rule}</strong>
            </p>
            <p class="nl-paragraph tb-quiet">
              {then !== undefined && (
                <>
                  {say('desk-case.would-say')} <q>{said(words, then)}</q>{' '}
                </>
              )}
              {say(`desk-case.standing-${standing === 'defeated' ? 'defeated' : 'blocked'}`)}{' '}
              <Outside>{beatenBy.map(each => beater(words, each)).join('; ')}</Outside> ({say('reasons.rule', { rule })}
              )
            </p>
          </li>
        )
      })}
    </ul>
  )
}

/** What beats a rule: another rule by its reason, or a fact in words. */
const beater = (words: CaseWords, id: string): string => {
  const reason = words.texts[`rule.${id}.reason`]
  return reason === undefined ? said(words, id) : `${id}: ${reason}`
}

const Changes = ({ words, advice }: { readonly words: CaseWords; readonly advice: Whole }) => {
  const { say } = words.frame.words
  return (
    <Items
      items={advice.wouldChange.map(change => (
        <>
          {[
            ...change.without.map(each => `${say('advice.change-without')} ‘${said(words, each)}’`),
            ...change.with.map(each => `${say('advice.change-with')} ‘${said(words, each)}’`),
          ].join('; ')}
          : <strong>{outcomeTitle(words, change.outcome)}</strong>
        </>
      ))}
    />
  )
}

/** Reasons for and against, what is missing, and what would change it. */
export const Weighing = ({ words, shown }: Props) => {
  const { frame, texts, model } = words
  const { say } = frame.words
  const { advice } = shown
  if (advice.shown !== true || model === undefined) return null
  const asked = (id: string) => texts[`observation.${id}.question`] ?? id
  return (
    <>
      <Part id="for" title={say('desk-case.for')} look={3}>
        {advice.because.length === 0 ? (
          <Paragraph>{say('desk-case.nothing-for')}</Paragraph>
        ) : (
          <>
            <Paragraph quiet>{say('desk-case.to-citizen')}</Paragraph>
            <Reasons
              frame={frame}
              texts={texts}
              model={model}
              because={advice.because}
              observations={shown.facts}
              reader="desk-reasons"
            />
          </>
        )}
      </Part>
      <Part id="against" title={say('desk-case.against')} look={3}>
        <Against words={words} advice={advice} />
      </Part>
      <Part id="missing" title={say('desk-case.missing')} look={3}>
        {advice.missing.length === 0 ? (
          <Paragraph>{say('desk-case.nothing-missing')}</Paragraph>
        ) : (
          <>
            <Paragraph>{say('desk-case.missing-text')}</Paragraph>
            <Items items={advice.missing.map(asked)} />
          </>
        )}
        {advice.wouldChange.length > 0 && (
          <>
            <Heading level={3}>{say('desk-case.change')}</Heading>
            <Changes words={words} advice={advice} />
          </>
        )}
      </Part>
    </>
  )
}

/** The argument graph of it all, with its words: as wide as the page, because it is a drawing to read. */
export const Graph = ({ words, shown }: Props) => {
  const { frame, model } = words
  const { say } = frame.words
  const { advice } = shown
  if (advice.shown !== true || model === undefined) return null
  const svg = advice.graph[frame.words.code === 'nl' ? 'nl' : 'en']
  return (
    <section aria-labelledby="graph" class="tb-wide">
      <Heading level={2} look={3} id="graph">
        {say('desk-case.graph')}
      </Heading>
      <figure class="tb-graph">
        <img
          class="tb-graph__picture"
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          alt={say('desk-case.graph-alt')}
          aria-describedby="graph-words"
        />
      </figure>
      <details class="tb-details">
        <summary>{say('desk-case.graph-words')}</summary>
        <p class="nl-paragraph" id="graph-words">
          {inWords(svg)}
        </p>
      </details>
      <Paragraph>
        <Link href={`${frame.to.models}/${model.subject}/${model.from}`}>{say('advice.model')}</Link>
      </Paragraph>
    </section>
  )
}
