import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Heading, Items, Link, Paragraph, Part } from '../../components/prose/prose.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { CaseAtDesk, SystemUsed } from '../../desk-case.ts'
import type { DeskFrame, ModelTexts } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { Graph, Outcome, Weighing } from '../desk-case/case-advice.tsx'
import { Known, Reading } from '../desk-case/case-story.tsx'
import { Talk, Timeline } from '../desk-case/case-timeline.tsx'
import type { CaseWords } from '../desk-case/case-words.tsx'
import { Standing } from '../desk-case/desk-case.tsx'

export type LookCaseView = {
  readonly frame: DeskFrame
  readonly shown: CaseAtDesk
  readonly texts: ModelTexts
  readonly systems: readonly SystemUsed[]
  /** Parts that are left out, each with its ground and the end of that where there is one. */
  readonly withheld: readonly { readonly part: string; readonly ground: string; readonly until?: Date }[]
  /** Why this person may read it: `look-case.as-<why>`. */
  readonly why: 'sample' | 'defence' | 'audit'
  readonly until?: Date
  readonly back: string
}

/** A case as an overseer reads it: what was used and how the outcome came about. Nothing can be done here. */
export const renderLookCase = (view: LookCaseView): string => {
  const { frame, shown, texts, systems, withheld, why, until, back } = view
  const { say } = frame.words
  const words: CaseWords = { frame, texts, names: {}, model: shown.model }
  const title = say('look.case', { number: shown.number })
  const without = (part: string) => withheld.some(each => each.part === part)
  return toHtml(
    <DeskPage frame={frame} title={title}>
      <p class="nl-paragraph">
        <Link href={back}>{say('look-case.back')}</Link>
      </p>
      <Heading level={1}>{title}</Heading>
      <Standing words={words} shown={shown} />
      <Notice kind="info">
        <Paragraph>{say(`look-case.as-${why}`)}</Paragraph>
        {until !== undefined && <Paragraph>{say('look.readable-until', { until })}</Paragraph>}
      </Notice>
      {withheld.length > 0 && (
        <Part id="withheld" title={say('look-case.withheld')} look={3}>
          <Items
            items={withheld.map(({ part, ground, until: end }) => (
              <>
                <strong>{say(`look-case.part-${part}`)}</strong>: {say(`look-case.ground-${ground}`)}
                {end !== undefined && <> {say('look-case.ground-until', { until: end })}</>}
              </>
            ))}
          />
        </Part>
      )}
      <div class="tb-columns tb-case">
        <div class="tb-flow">
          <Part id="story" title={say('desk-case.story')} look={3}>
            <Reading words={words} shown={shown} />
          </Part>
          <Part id="known" title={say('desk-case.known')} look={3}>
            <Known words={words} shown={shown} />
          </Part>
        </div>
        <div class="tb-flow">
          {!without('advice') && (
            <Part id="advice" title={say('desk-case.advice')} look={3}>
              <Outcome words={words} shown={shown} />
            </Part>
          )}
          {!without('weighing') && <Weighing words={words} shown={shown} />}
          <Talk words={words} shown={shown} />
        </div>
      </div>
      {!without('weighing') && <Graph words={words} shown={shown} />}
      <Timeline words={words} moments={shown.timeline} paper={false} />
      <Systems frame={frame} systems={systems} />
      <Paragraph quiet>{say('desk-case.logged')}</Paragraph>
    </DeskPage>,
  )
}
