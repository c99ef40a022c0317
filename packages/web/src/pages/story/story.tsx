import type { Alert } from '@toetsbaar/inquiry'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { Heading, Items, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type StoryView = {
  readonly frame: Frame
  /** Sends `story`. */
  readonly gate: Gate
  /** What was typed before, to the character. */
  readonly text: string
  /** Most characters that are taken in. */
  readonly limit: number
  readonly problems: readonly Problem[]
  readonly alerts: readonly Alert[]
  /** True where a password, code or card number was typed: it is masked in `text` and was not stored. */
  readonly masked: boolean
}

const examples = ['story.examples.1', 'story.examples.2', 'story.examples.3'] as const

/** The citizen's own words: one plain text area that leaves dictation and paste alone. */
export const renderStory = ({ frame, gate, text, limit, problems, alerts, masked }: StoryView): string => {
  const { say } = frame.words
  const length = text.length
  return toHtml(
    <Page frame={frame} gate={gate} title={say('story.title')} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('story.title')}</Heading>
      <Paragraph lead>{say('story.lead')}</Paragraph>
      {masked && (
        <Notice kind="warning" live>
          <Paragraph>{say('story.masked')}</Paragraph>
        </Notice>
      )}
      <div class="tb-beside">
        <Form gate={gate} step="story">
          <TextArea
            frame={frame}
            name="story"
            label={say('story.label')}
            hint={say('story.hint', { limit })}
            value={text}
            problems={problems}
            rows={12}
            required
          />
          {length > 0 && <Paragraph quiet>{say('story.count', { length, limit })}</Paragraph>}
          <Paragraph quiet>{say('story.secret')}</Paragraph>
          <Onward frame={frame} label={say('story.next')} />
        </Form>
        <aside class="tb-aside" aria-labelledby="help-writing">
          <Heading level={2} look={3} id="help-writing">
            {say('story.tell-title')}
          </Heading>
          <Items items={frame.words.keys.filter(key => key.startsWith('story.tell.')).map(key => say(key))} />
          <Heading level={2} look={3}>
            {say('story.examples-title')}
          </Heading>
          <ul class="tb-quotes">
            {examples.map(key => (
              <li>
                <q class="tb-own-words">{say(key)}</q>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </Page>,
  )
}
