import { Page } from '../../components/page/page.tsx'
import { Heading, Link, Outside, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type ModelsView = {
  readonly frame: Frame
  readonly models: readonly {
    readonly title: string
    readonly from: string
    readonly rules: number
    readonly href: string
  }[]
}

/** Every model that this site uses, old versions too. */
export const renderModels = ({ frame, models }: ModelsView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('models.title')} reminder={false}>
      <Heading level={1}>{say('models.title')}</Heading>
      <Paragraph lead>{say('models.lead')}</Paragraph>
      <ul class="tb-cards">
        {models.map(model => (
          <li class="tb-card">
            <h2 class="nl-heading nl-heading--level-3">
              <Link href={model.href}>
                <Outside>{model.title}</Outside>
              </Link>
            </h2>
            <Paragraph quiet>
              {say('models.about', { from: new Date(`${model.from}T12:00:00Z`), rules: model.rules })}
            </Paragraph>
          </li>
        ))}
      </ul>
    </Page>,
  )
}
