import { Form } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Button, Heading, Items, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import type { Frame, Gate } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type StaleView = {
  readonly frame: Frame
  /** Carries the newest version; sends the same fields and step again. */
  readonly gate: Gate
  readonly step: string
  /** What happened to the case meanwhile, as sentences in the page's language. */
  readonly changes: readonly string[]
  /** What was typed in the form that came too late: a name to show (a question, a label) and the value as people read it. */
  readonly kept: readonly {
    readonly field: string
    readonly value: string
    readonly label: string
    readonly shown: string
  }[]
  /** The dialogue as it stands now, without what was typed. */
  readonly current: string
}

/** "This changed meanwhile": nothing typed is lost; the citizen sees what changed and chooses. */
export const renderStale = ({ frame, gate, step, changes, kept, current }: StaleView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} title={say('stale.title')} reminder={false}>
      <Heading level={1}>{say('stale.title')}</Heading>
      <Paragraph lead>{say('stale.lead')}</Paragraph>
      {changes.length > 0 && (
        <Part id="changed" title={say('stale.changed')} look={3}>
          <Items items={changes.map(change => <Outside>{change}</Outside>)} />
        </Part>
      )}
      <Part id="kept" title={say('stale.kept')} look={3}>
        <dl class="utrecht-data-list tb-facts">
          {kept.map(field => (
            <div class="tb-facts__row">
              <dt class="utrecht-data-list__item-key">
                <Outside>{field.label}</Outside>
              </dt>
              <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd tb-kept" dir="auto">
                {field.shown}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Form gate={gate} step={step}>
        {kept.map(field => (
          <input type="hidden" name={field.field} value={field.value} />
        ))}
        <div class="tb-onward">
          <Button>{say('stale.send')}</Button>
          <ActionLink href={current} kind="secondary">
            {say('stale.current')}
          </ActionLink>
        </div>
      </Form>
    </Page>,
  )
}
