import type { SlotValue, Step } from '@toetsbaar/inquiry'
import type { Slot } from '@toetsbaar/rulebook'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { TextArea, TextField } from '../../components/field/field.tsx'
import { Form, Onward } from '../../components/form/form.tsx'
import { HelpAlert } from '../../components/help-alert/help-alert.tsx'
import { Page } from '../../components/page/page.tsx'
import { Button, Heading, Link, Paragraph } from '../../components/prose/prose.tsx'
import { toHtml } from '../../html.ts'
import { labelIn, textOf } from '../../model-words.ts'
import type { StepContext } from '../../step-context.ts'

export type SlotsStep = Extract<Step, { at: 'slots' }>

const toldSoFar = (slot: Slot, filled: readonly SlotValue[]): string =>
  filled
    .filter(value => value.slot === slot.id)
    .map(value => value.value)
    .join('\n')

const SlotField = ({
  slot,
  filled,
  context,
}: {
  readonly slot: Slot
  readonly filled: readonly SlotValue[]
  readonly context: StepContext
}) => {
  const { frame, texts, problems, typed } = context
  const { say } = frame.words
  const name = `slot.${slot.id}`
  const fromStory = filled.some(value => value.slot === slot.id && value.origin === 'story')
  const hint = [
    textOf(texts, `slot.${slot.id}.hint`),
    slot.repeat ? say('slots.one-a-line') : undefined,
    fromStory ? say('slots.from-story') : undefined,
  ]
    .filter(part => part !== undefined)
    .join(' ')
  const field = {
    frame,
    name,
    label: textOf(texts, `slot.${slot.id}.label`),
    hint: hint === '' ? undefined : hint,
    value: typed[name] ?? toldSoFar(slot, filled),
    problems,
    required: slot.required,
  }
  if (slot.repeat || slot.kind === 'long-text') return <TextArea {...field} rows={slot.kind === 'long-text' ? 6 : 2} />
  switch (slot.kind) {
    case 'date':
      return <TextField {...field} type="date" width="short" />
    case 'amount':
      return <TextField {...field} inputmode="decimal" width="short" />
    case 'email':
      return <TextField {...field} type="email" width="middle" />
    case 'phone':
      return <TextField {...field} type="tel" width="middle" />
    case 'url':
      return <TextField {...field} width="full" />
    default:
      return <TextField {...field} width="middle" />
  }
}

/** What a complete report needs, with what the story already told filled in. Sends `slot.<id>`; several values stand a line each. */
export const renderSlots = (step: SlotsStep, context: StepContext): string => {
  const { frame, gate, model, problems, alerts, to } = context
  const { say } = frame.words
  const slots = step.slots.flatMap(id => model.slots.filter(slot => slot.id === id))
  return toHtml(
    <Page frame={frame} gate={gate} title={say('slots.title')} failed={problems.length > 0}>
      <HelpAlert frame={frame} alerts={alerts} />
      <ErrorSummary frame={frame} problems={problems} labelOf={labelIn(context.texts)} />
      <Heading level={1}>{say('slots.title')}</Heading>
      <Paragraph lead>{say('slots.lead')}</Paragraph>
      <Form gate={gate} step="slots">
        {slots.map(slot => (
          <SlotField slot={slot} filled={step.filled} context={context} />
        ))}
        <Paragraph>
          <Link href={to.attachments}>{say('slots.attachments', { count: context.attachments.length })}</Link>
        </Paragraph>
        <Onward frame={frame} label={say('slots.next')} />
        <div class="tb-onward tb-onward--other">
          <Button kind="subtle" name="do" value="back">
            {say('page.back')}
          </Button>
        </div>
      </Form>
    </Page>,
  )
}
