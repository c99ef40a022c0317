import { DeskPage } from '../../components/desk-page/desk-page.tsx'
import { Form } from '../../components/form/form.tsx'
import { Notice } from '../../components/notice/notice.tsx'
import { ActionLink, Button, Heading, Link, Outside, Paragraph, Part } from '../../components/prose/prose.tsx'
import { SharedValues, type SharedWithOthers } from '../../components/shared-values/shared-values.tsx'
import { Systems } from '../../components/systems/systems.tsx'
import type { CaseAct, CaseAtDesk, SystemUsed } from '../../desk-case.ts'
import type { DeskFrame, Gate, ModelTexts } from '../../frame.ts'
import { toHtml } from '../../html.ts'
import { Graph, Outcome, Weighing } from './case-advice.tsx'
import { Known, Reading } from './case-story.tsx'
import { Talk, Timeline } from './case-timeline.tsx'
import type { CaseWords } from './case-words.tsx'

export type DeskCaseView = {
  readonly frame: DeskFrame
  readonly shown: CaseAtDesk
  /** The texts of the model of the case; empty where it is not installed any more. */
  readonly texts: ModelTexts
  /** Names by opaque id. */
  readonly names: Readonly<Record<string, string>>
  readonly systems: readonly SystemUsed[]
  readonly to: {
    readonly queue: string
    readonly print: string
    readonly pdf: string
    readonly json: string
    /** What other cases share with this one; undefined for who may not look for that. */
    readonly links?: string | undefined
    /** Where the bytes of an attachment are, by key. */
    readonly file: (key: string) => string
    /** The page of an act that asks for words or a choice. */
    readonly act: (act: CaseAct, about?: number) => string
  }
  /** What other cases share with this one; undefined while the link finder has no leave. */
  readonly shared?: readonly SharedWithOthers[] | undefined
  /** Forms of the acts that ask for nothing. */
  readonly gates: { readonly take?: Gate; readonly return?: Gate }
  /** What was just done, or what went wrong with it: `desk-case.done-<code>`. */
  readonly done?: string
  /** On paper: no forms, everything open. */
  readonly paper?: boolean
}

/** Acts with a page of their own, in the order in which they are offered; the first that is possible is the one to do. */
const withPage = ['impression', 'decide', 'ask', 'note', 'hand-over', 'reopen'] as const

const Acts = ({ view }: { readonly view: DeskCaseView }) => {
  const { frame, shown, to, gates } = view
  const { say } = frame.words
  const possible = withPage.filter(act => shown.may.includes(act))
  if (shown.may.length === 0) return <Paragraph quiet>{say('desk-case.only-reading')}</Paragraph>
  return (
    <div class="tb-acts">
      {gates.take !== undefined && (
        <Form gate={gates.take} step="take">
          <Button>{say('desk-word.act-take')}</Button>
        </Form>
      )}
      {possible.map((act, at) => (
        <ActionLink href={to.act(act)} kind={at === 0 && gates.take === undefined ? 'primary' : 'secondary'}>
          {say(`desk-word.act-${act}`)}
        </ActionLink>
      ))}
      {gates.return !== undefined && (
        <Form gate={gates.return} step="return">
          <Button kind="secondary">{say('desk-word.act-return')}</Button>
        </Form>
      )}
    </div>
  )
}

const Requests = ({ view }: { readonly view: DeskCaseView }) => {
  const { frame, shown, to, paper } = view
  const { say } = frame.words
  if (shown.requests.length === 0) return null
  return (
    <Part id="requests" title={say('desk-case.requests')} look={3}>
      {shown.requests.map(({ version, type, at, text }) => (
        <div class="tb-asked">
          <p class="nl-paragraph">
            <strong>{say(`desk-word.event-${type.replaceAll('.', '-')}`)}</strong>{' '}
            <span class="tb-quiet">{say('desk-case.at', { at: new Date(at) })}</span>
          </p>
          {text !== '' && (
            <p class="nl-paragraph tb-kept" dir="auto">
              {text}
            </p>
          )}
          {!paper && shown.may.includes('answer-request') && (
            <Paragraph>
              <Link href={to.act('answer-request', version)}>{say('desk-case.answer-request')}</Link>
            </Paragraph>
          )}
        </div>
      ))}
    </Part>
  )
}

/** State, who has it, and by when, in words. */
export const Standing = ({ words, shown }: { readonly words: CaseWords; readonly shown: CaseAtDesk }) => {
  const { say } = words.frame.words
  return (
    <p class="nl-paragraph tb-state">
      <strong>{say(`desk-word.state-${shown.state}`)}</strong>
      {shown.officer !== undefined && (
        <>
          {' · '}
          {shown.mine ? say('desk-queue.with-me') : <Outside>{words.names[shown.officer] ?? shown.officer}</Outside>}
        </>
      )}
      {shown.team !== undefined && (
        <>
          {' · '}
          <Outside>{say('desk.team', { team: shown.team })}</Outside>
        </>
      )}
      {shown.waitingFor === 'citizen' && <> · {say('desk-word.waiting-citizen')}</>}
      {shown.objection && (
        <>
          {' · '}
          <strong>{say('desk-queue.has-objection')}</strong>
        </>
      )}
      <br />
      {say('desk-case.received', { at: new Date(shown.received), days: shown.daysOpen })}{' '}
      {shown.deadline !== undefined &&
        (shown.overdue ? (
          <strong class="tb-overdue">{say('desk-queue.overdue', { day: new Date(shown.deadline) })}</strong>
        ) : (
          say('desk-case.deadline', { day: new Date(shown.deadline) })
        ))}
    </p>
  )
}

/** A case with all that an officer has to know before deciding; nothing that this person may not see is in it. */
export const renderDeskCase = (view: DeskCaseView): string => {
  const { frame, shown, texts, names, systems, to, done, shared, paper = false } = view
  const { say } = frame.words
  const words: CaseWords = { frame, texts, names, model: shown.model }
  const title = say('desk-case.title', { number: shown.number })
  return toHtml(
    <DeskPage frame={frame} title={title}>
      {done !== undefined && (
        <Notice kind={done === 'late' || done === 'refused' ? 'warning' : 'ok'} live>
          <Paragraph>{say(`desk-case.done-${done}`)}</Paragraph>
        </Notice>
      )}
      {!paper && (
        <p class="nl-paragraph tb-onward">
          <Link href={to.queue}>{say('desk-case.back')}</Link>
        </p>
      )}
      <Heading level={1}>{title}</Heading>
      <Standing words={words} shown={shown} />
      {!paper && (
        <div class="tb-wide">
          <Acts view={view} />
        </div>
      )}
      {shown.model === undefined && (
        <Notice kind="warning">
          <Paragraph>{say('desk-case.model-gone')}</Paragraph>
        </Notice>
      )}
      <div class="tb-columns tb-case">
        <div class="tb-flow">
          <Part id="story" title={say('desk-case.story')} look={3}>
            <Reading words={words} shown={shown} />
          </Part>
          <Part id="known" title={say('desk-case.known')} look={3}>
            <Known words={words} shown={shown} />
          </Part>
          <Part id="files" title={say('desk-case.files')} look={3}>
            {shown.attachments.length === 0 ? (
              <Paragraph>{say('desk-case.no-files')}</Paragraph>
            ) : (
              <ul class="utrecht-unordered-list">
                {shown.attachments.map(({ key, name, bytes }) => (
                  <li class="utrecht-unordered-list__item">
                    {paper ? <Outside>{name}</Outside> : <Link href={to.file(key)}>{name}</Link>}{' '}
                    <span class="tb-quiet">
                      {say('desk-case.size', { size: Math.max(1, Math.round(bytes / 1024)) })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Part>
        </div>
        <div class="tb-flow">
          <Requests view={view} />
          <Part id="advice" title={say('desk-case.advice')} look={3}>
            <Outcome words={words} shown={shown} />
          </Part>
          <Weighing words={words} shown={shown} />
          {to.links !== undefined && !paper && (
            <Part id="links" title={say('desk-case.links')} look={3}>
              {shared === undefined ? (
                <Paragraph>{say('desk-case.links-off')}</Paragraph>
              ) : shared.length === 0 ? (
                <Paragraph>{say('desk-case.links-none')}</Paragraph>
              ) : (
                <>
                  <SharedValues frame={frame} values={shared} />
                  <Paragraph quiet>{say('desk-links.no-score')}</Paragraph>
                </>
              )}
              <Paragraph>
                <Link href={to.links}>{say('desk-case.to-links')}</Link>
              </Paragraph>
            </Part>
          )}
          <Talk words={words} shown={shown} />
        </div>
      </div>
      <Graph words={words} shown={shown} />
      <Timeline words={words} moments={shown.timeline} paper={paper} />
      {!paper && (
        <p class="nl-paragraph tb-onward">
          <Link href={to.print}>{say('desk-case.print')}</Link>
          <Link href={to.pdf}>{say('desk-case.pdf')}</Link>
          <Link href={to.json}>{say('desk-case.json')}</Link>
        </p>
      )}
      <Systems frame={frame} systems={systems} />
      <Paragraph quiet>{say('desk-case.logged')}</Paragraph>
    </DeskPage>,
  )
}
