import type { Model, ModelRule } from '@toetsbaar/rulebook'
import { Page } from '../../components/page/page.tsx'
import { Heading, Items, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Article } from '../../components/reasons/reasons.tsx'
import type { Frame, ModelTexts } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { questionOn, statementOf, textOf } from '../../model-words.ts'

export type ModelPageView = {
  readonly frame: Frame
  readonly model: Pick<
    Model,
    | 'subject'
    | 'from'
    | 'revision'
    | 'digest'
    | 'observations'
    | 'lists'
    | 'outcomes'
    | 'rules'
    | 'priorities'
    | 'exceptions'
    | 'undecided'
    | 'gaps'
    | 'sources'
    | 'cases'
  >
  readonly texts: ModelTexts
  /** The graph as a picture of its own (SVG), with its text alternative. */
  readonly graph?: { readonly href: string; readonly alternative: string }
  /** Other dated versions of the same subject. */
  readonly versions: readonly { readonly from: string; readonly href: string }[]
}

const Rule = ({ view, rule }: { readonly view: ModelPageView; readonly rule: ModelRule }) => {
  const { frame, model, texts } = view
  const { say } = frame.words
  const source = model.sources.find(source => source.id === rule.source)
  return (
    <li class="tb-rule" id={`rule-${rule.id}`}>
      <p class="nl-paragraph">
        <strong>{textOf(texts, `rule.${rule.id}.reason`)}</strong>
      </p>
      <p class="tb-rule__label">{say('model.if')}</p>
      <Items items={rule.if.map(literal => statementOf(texts, literal))} />
      <p class="nl-paragraph">
        <span class="tb-rule__label">{say('model.then')}</span> {statementOf(texts, rule.then)}
      </p>
      <p class="tb-reason__source">
        <span class="tb-reason__section" aria-hidden="true">
          §
        </span>{' '}
        {source ? <Article frame={frame} texts={texts} source={source} /> : <Outside>{rule.source}</Outside>}
      </p>
      <p class="tb-reason__id">
        {say('reasons.rule', { rule: rule.id })} · {say(`model.sure-${rule.sure}`)}
        {rule.expert && <> · {say('model.expert')}</>}
      </p>
    </li>
  )
}

/** A model as anyone can read it: whose reading of the law it is, its questions, rules, exceptions, sources and graph. */
export const renderModel = (view: ModelPageView): string => {
  const { frame, model, texts, graph, versions } = view
  const { say } = frame.words
  const title = textOf(texts, 'model.title')
  return toHtml(
    <Page frame={frame} title={title} reminder={false}>
      <div class="tb-measure">
        <p class="tb-above">{say('model.above')}</p>
        <Heading level={1}>{title}</Heading>
        <Paragraph lead>
          {say('model.lead', { from: new Date(`${model.from}T12:00:00Z`), revision: model.revision })}
        </Paragraph>
        <Paragraph>{textOf(texts, 'model.summary')}</Paragraph>
        <Paragraph>{textOf(texts, 'model.reader')}</Paragraph>
        <Paragraph>
          {say('model.counts', {
            questions: model.observations.length,
            rules: model.rules.length,
            sources: model.sources.length,
            cases: model.cases.length,
          })}
        </Paragraph>
        <p class="nl-paragraph tb-quiet">
          {say('model.digest')} <code class="tb-digest">{model.digest}</code>
        </p>
        {versions.length > 0 && (
          <>
            <Heading level={2} look={3}>
              {say('model.versions')}
            </Heading>
            <Items items={versions.map(version => <Link href={version.href}>{version.from}</Link>)} />
          </>
        )}
      </div>
      {graph && (
        <Part id="graph" title={say('model.graph')}>
          <a class="tb-graph" href={graph.href}>
            <img class="tb-graph__picture" src={graph.href} alt={graph.alternative} />
            <span class="nl-link tb-graph__large">{say('model.graph-large')}</span>
          </a>
        </Part>
      )}
      <section class="tb-measure" aria-labelledby="outcomes">
        <Heading level={2} id="outcomes">
          {say('model.outcomes')}
        </Heading>
        <Items items={model.outcomes.map(outcome => textOf(texts, `outcome.${outcome}.title`))} />
      </section>
      <section class="tb-measure" aria-labelledby="questions">
        <Heading level={2} id="questions">
          {say('model.questions')}
        </Heading>
        <Items
          items={model.observations.map(observation => (
            <>
              {questionOn(texts, observation.id)}
              {observation.settledBy === 'list' && <span class="tb-quiet"> {say('model.by-list')}</span>}
            </>
          ))}
        />
      </section>
      <section class="tb-measure" aria-labelledby="rules">
        <Heading level={2} id="rules">
          {say('model.rules')}
        </Heading>
        <ol class="tb-rules">
          {model.rules.map(rule => (
            <Rule view={view} rule={rule} />
          ))}
        </ol>
      </section>
      {model.exceptions.length > 0 && (
        <section class="tb-measure" aria-labelledby="exceptions">
          <Heading level={2} id="exceptions">
            {say('model.exceptions')}
          </Heading>
          <Items
            items={model.exceptions.map(exception => (
              <>
                {textOf(texts, `exception.${exception.id}.reason`)}{' '}
                <span class="tb-quiet">{say('model.exception', { rules: exception.rules.join(', ') })}</span>
              </>
            ))}
          />
        </section>
      )}
      {model.priorities.length > 0 && (
        <section class="tb-measure" aria-labelledby="priorities">
          <Heading level={2} id="priorities">
            {say('model.priorities')}
          </Heading>
          <Items
            items={model.priorities.map(priority => (
              <>
                {textOf(texts, `priority.${priority.id}.reason`)}{' '}
                <span class="tb-quiet">
                  {say('model.priority', {
                    stronger: priority.stronger.join(', '),
                    weaker: priority.weaker.join(', '),
                  })}
                </span>
              </>
            ))}
          />
        </section>
      )}
      {model.undecided.length + model.gaps.length > 0 && (
        <section class="tb-measure" aria-labelledby="undecided">
          <Heading level={2} id="undecided">
            {say('model.undecided')}
          </Heading>
          <Paragraph>{say('model.undecided-text')}</Paragraph>
          <Items
            items={[
              ...[...new Set(model.undecided.map(pair => pair.declared))].map(id =>
                textOf(texts, `undecided.${id}.reason`),
              ),
              ...model.gaps.map(gap => textOf(texts, `gap.${gap.id}.reason`)),
            ]}
          />
        </section>
      )}
      {model.lists.length > 0 && (
        <section class="tb-measure" aria-labelledby="lists">
          <Heading level={2} id="lists">
            {say('model.lists')}
          </Heading>
          <ul class="tb-sources">
            {model.lists.map(list => (
              <li>
                <p class="nl-paragraph">
                  <strong>{textOf(texts, `list.${list.id}.title`)}</strong>
                </p>
                <Paragraph>{textOf(texts, `list.${list.id}.provenance`)}</Paragraph>
                <Paragraph>{textOf(texts, `list.${list.id}.correction`)}</Paragraph>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="tb-measure" aria-labelledby="sources">
        <Heading level={2} id="sources">
          {say('model.sources')}
        </Heading>
        <ul class="tb-sources">
          {model.sources.map(source => (
            <li id={`source-${source.id}`}>
              <Article frame={frame} texts={texts} source={source} />
              {source.note !== undefined && (
                <p class="nl-paragraph tb-quiet">
                  <Outside>{source.note}</Outside>
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
    </Page>,
  )
}
