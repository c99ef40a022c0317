import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { Page } from '../../components/page/page.tsx'
import { ActionLink, Button, Heading, Items, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { type Frame, type Gate, idOf, type Problem } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import type { AttachedFile } from '../../step-context.ts'

export type AttachmentsView = {
  readonly frame: Frame
  /** Sends `file` (one or more), or `remove` with the key of a file. */
  readonly gate: Gate
  readonly files: readonly AttachedFile[]
  readonly limits: { readonly files: number; readonly megabytes: number }
  readonly problems: readonly Problem[]
  /** What just happened, to be read out: a file added or removed. */
  readonly done?: 'added' | 'removed'
  readonly next: string
}

/** Proof that goes with the report: what was added, what may be added, and why a file was refused. */
export const renderAttachments = ({ frame, gate, files, limits, problems, done, next }: AttachmentsView): string => {
  const { say } = frame.words
  const problem = problems.find(problem => problem.field === 'file')
  const id = idOf('file')
  return toHtml(
    <Page frame={frame} title={say('attachments.title')} failed={problems.length > 0}>
      <ErrorSummary frame={frame} problems={problems} />
      <Heading level={1}>{say('attachments.title')}</Heading>
      <Paragraph lead>{say('attachments.lead')}</Paragraph>
      {done && (
        <Notice kind="ok" live>
          <Paragraph>{say(`attachments.${done}`)}</Paragraph>
        </Notice>
      )}
      <Part id="files" title={say('attachments.files', { count: files.length })} look={3}>
        {files.length > 0 && (
          <Form gate={gate} step="remove-attachment" upload>
            <ul class="tb-files">
              {files.map(file => (
                <li class="tb-files__file">
                  <span>
                    <Outside>{file.name}</Outside>{' '}
                    <span class="tb-quiet">
                      {say('attachments.size', { size: Math.max(1, Math.round(file.bytes / 1024)) })}
                    </span>
                  </span>
                  <Button kind="subtle" name="remove" value={file.key}>
                    {say('attachments.remove')}
                    <span class="tb-unseen">
                      : <Outside>{file.name}</Outside>
                    </span>
                  </Button>
                </li>
              ))}
            </ul>
          </Form>
        )}
      </Part>
      {files.length < limits.files && (
        <Form gate={gate} step="add-attachment" upload>
          <div class={`utrecht-form-field tb-field${problem ? ' utrecht-form-field--invalid' : ''}`}>
            <label class="utrecht-form-label tb-field__label" for={id}>
              {say('attachments.add')}
            </label>
            <div class="utrecht-form-field-description tb-field__hint" id={`${id}-hint`}>
              {say('attachments.hint', { files: limits.files, megabytes: limits.megabytes })}
            </div>
            {problem && (
              <div class="utrecht-form-field-error-message tb-field__error" id={`${id}-error`}>
                <span class="tb-unseen">{say('page.error')} </span>
                {say(`problem.${problem.code}`, problem.fillings)}
              </div>
            )}
            <input
              class="tb-file"
              type="file"
              id={id}
              name="file"
              multiple
              accept="image/jpeg,image/png,application/pdf"
              aria-invalid={problem ? 'true' : undefined}
              aria-describedby={`${id}-hint${problem ? ` ${id}-error` : ''}`}
            />
          </div>
          <div class="tb-onward">
            <Button kind="secondary">{say('attachments.send')}</Button>
          </div>
        </Form>
      )}
      <Heading level={2} look={3}>
        {say('attachments.useful-title')}
      </Heading>
      <Items items={frame.words.keys.filter(key => key.startsWith('attachments.useful.')).map(key => say(key))} />
      <Paragraph quiet>{say('attachments.safe')}</Paragraph>
      <div class="tb-onward">
        <ActionLink href={next}>{say('page.next')}</ActionLink>
      </div>
    </Page>,
  )
}
