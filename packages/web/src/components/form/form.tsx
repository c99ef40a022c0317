import type { ComponentChildren } from 'preact'
import type { Frame, Gate } from '../../frame.ts'
import { Button, Link } from '../prose/prose.tsx'

/** The id of the form of a page that other parts of the page send too. */
export const formId = 'answers'

type FormProps = {
  readonly gate: Gate
  /** What the form answers, so that the server never guesses: sent as `step`. */
  readonly step: string
  readonly upload?: boolean
  readonly children: ComponentChildren
}

/** A plain form. Browser checks are off: the page says what is wrong, in its own words, in one place. */
export const Form = ({ gate, step, upload = false, children }: FormProps) => (
  <form
    id={gate.switch && formId}
    class="tb-form"
    method="post"
    action={gate.action}
    noValidate
    enctype={upload ? 'multipart/form-data' : undefined}
  >
    <input type="hidden" name="_csrf" value={gate.csrf} />
    <input type="hidden" name="version" value={gate.version} />
    <input type="hidden" name="step" value={step} />
    {children}
  </form>
)

/** The button that goes on, and the way back beside it. */
export const Onward = ({
  frame,
  label,
  back,
}: {
  readonly frame: Frame
  readonly label?: string
  readonly back?: string | undefined
}) => (
  <div class="tb-onward">
    <Button>{label ?? frame.words.say('page.next')}</Button>
    {back !== undefined && <Link href={back}>{frame.words.say('page.back')}</Link>}
  </div>
)
