import { Choice } from '../../components/choice/choice.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form } from '../../components/form/form.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Paragraph } from '../../components/prose/prose.tsx'
import type { Frame, Gate, Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'

export type SubjectView = {
  readonly frame: Frame
  /** Sends `story` as it was typed, and `subject`; `do` is `switch` to go back to the story. */
  readonly gate: Gate
  readonly story: string
  readonly choices: readonly { readonly subject: string; readonly title: string; readonly summary: string }[]
  /** What to do where none of the choices fits. */
  readonly none: string
  readonly problems: readonly Problem[]
}

/** "What is it about?": asked where the story points to more than one subject. The story travels along. */
export const renderSubject = ({ frame, gate, story, choices, none, problems }: SubjectView): string => {
  const { say } = frame.words
  return toHtml(
    <Page frame={frame} gate={gate} title={say('subject.title')} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} />
      <div class="tb-measure">
        <Form gate={gate} step="story">
          <input type="hidden" name="story" value={story} />
          <input type="hidden" name="asked" value="subject" />
          <Choice
            frame={frame}
            name="subject"
            legend={say('subject.title')}
            legendIsTitle
            hint={<Paragraph>{say('subject.lead')}</Paragraph>}
            options={choices.map(({ subject, title, summary }) => ({ value: subject, label: title, hint: summary }))}
            chosen={undefined}
            problems={problems}
          />
          <Paragraph quiet>{none}</Paragraph>
          <div class="tb-onward">
            <Button>{say('page.next')}</Button>
            <Button kind="subtle" name="do" value="switch">
              {say('subject.story')}
            </Button>
          </div>
        </Form>
      </div>
    </Page>,
  )
}
