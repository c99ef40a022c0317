import type { Frame } from '../../frame.ts'
import { TextField } from '../field/field.tsx'
import { Button, Heading } from '../prose/prose.tsx'

/** Asks for a day and shows this page as it was then. It changes nothing, so it is sent in the address. */
export const DayForm = ({
  frame,
  action,
  on,
}: {
  readonly frame: Frame
  readonly action: string
  readonly on?: Date | undefined
}) => (
  <form class="tb-form tb-day" method="get" action={action}>
    <Heading level={2} look={3}>
      {frame.words.say('entry.other-day')}
    </Heading>
    <TextField
      frame={frame}
      name="on"
      type="date"
      width="short"
      label={frame.words.say('entry.day')}
      value={on?.toISOString().slice(0, 10)}
      problems={[]}
    />
    <div class="tb-onward">
      <Button kind="secondary">{frame.words.say('entry.show-day')}</Button>
    </div>
  </form>
)
