import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'

type FieldProps = {
  readonly frame: Frame
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly value?: string | undefined
  readonly problems: readonly Problem[]
  readonly required?: boolean
}

type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'tel' | 'email' | 'url' | 'date' | 'password'
  readonly autocomplete?: 'off' | 'name' | 'email' | 'tel' | undefined
  readonly inputmode?: 'numeric' | 'decimal' | 'text' | undefined
  readonly width?: 'short' | 'middle' | 'full'
}

/** Preact types the attributes of each kind of input apart; ours are those that all text inputs take. */
const kindOf = (type: string) => ({ type }) as { readonly type: 'text' }

const problemText = (frame: Frame, problem: Problem): string =>
  frame.words.say(`problem.${problem.code}`, problem.fillings)

const describedBy = (id: string, hint: boolean, wrong: boolean): string | undefined =>
  [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined

const Above = ({
  frame,
  name,
  label,
  hint,
  problem,
  required,
}: Omit<FieldProps, 'problems' | 'value'> & { readonly problem: Problem | undefined }) => {
  const id = idOf(name)
  return (
    <>
      <label class="utrecht-form-label tb-field__label" for={id}>
        {label}
        {required === false && <span class="tb-field__optional"> {frame.words.say('page.optional')}</span>}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} class="utrecht-form-field-description tb-field__hint">
          {hint}
        </div>
      )}
      {problem && (
        <div id={`${id}-error`} class="utrecht-form-field-error-message tb-field__error">
          <span class="tb-unseen">{frame.words.say('page.error')} </span>
          {problemText(frame, problem)}
        </div>
      )}
    </>
  )
}

/** One line of text, with its hint and its error above it. */
export const TextField = (props: TextFieldProps) => {
  const { name, hint, value, problems, required, type = 'text', autocomplete, inputmode, width = 'full' } = props
  const id = idOf(name)
  const problem = problems.find(problem => problem.field === name)
  return (
    <div class={`utrecht-form-field tb-field${problem ? ' utrecht-form-field--invalid' : ''}`}>
      <Above {...props} problem={problem} />
      <input
        {...kindOf(type)}
        class={`utrecht-textbox utrecht-textbox--html-input tb-field__input tb-field__input--${width}${problem ? ' utrecht-textbox--invalid' : ''}`}
        id={id}
        name={name}
        value={value}
        {...(autocomplete && { autocomplete })}
        {...(inputmode && { inputMode: inputmode })}
        aria-required={required ? 'true' : undefined}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy(id, hint !== undefined, problem !== undefined)}
        dir="auto"
      />
    </div>
  )
}

/** Several lines of text. No length limit in the browser: a paste that is too long is told, not cut. */
export const TextArea = (props: FieldProps & { readonly rows: number }) => {
  const { name, hint, value, problems, required, rows } = props
  const id = idOf(name)
  const problem = problems.find(problem => problem.field === name)
  return (
    <div class={`utrecht-form-field tb-field${problem ? ' utrecht-form-field--invalid' : ''}`}>
      <Above {...props} problem={problem} />
      <textarea
        class={`utrecht-textarea utrecht-textarea--html-textarea tb-field__area${problem ? ' utrecht-textarea--invalid' : ''}`}
        id={id}
        name={name}
        rows={rows}
        aria-required={required ? 'true' : undefined}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy(id, hint !== undefined, problem !== undefined)}
        dir="auto"
      >
        {/* The parser drops one line feed at the start, so a text that starts with one keeps it only with another before it. */}
        {value !== undefined && /^[\r\n]/.test(value) ? `\n${value}` : value}
      </textarea>
    </div>
  )
}
