import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'

export type SelectGroup = {
  /** Undefined: the choices stand on their own. */
  readonly label?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

type SelectProps = {
  readonly frame: Frame
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly groups: readonly SelectGroup[]
  readonly chosen: string | undefined
  readonly problems?: readonly Problem[]
}

/** One choice out of many, in the browser's own list; its first line is "choose" or "all", as the groups say. */
export const Select = ({ frame, name, label, hint, groups, chosen, problems = [] }: SelectProps) => {
  const id = idOf(name)
  const problem = problems.find(each => each.field === name)
  const described = [hint !== undefined && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ')
  const option = ({ value, label }: SelectGroup['options'][number]) => (
    <option value={value} selected={value === (chosen ?? '')}>
      {label}
    </option>
  )
  return (
    <div class={`utrecht-form-field tb-field${problem ? ' utrecht-form-field--invalid' : ''}`}>
      <label class="utrecht-form-label tb-field__label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} class="utrecht-form-field-description tb-field__hint">
          {hint}
        </div>
      )}
      {problem && (
        <div id={`${id}-error`} class="utrecht-form-field-error-message tb-field__error">
          <span class="tb-unseen">{frame.words.say('page.error')} </span>
          {frame.words.say(`problem.${problem.code}`, problem.fillings)}
        </div>
      )}
      <select
        class="tb-select"
        id={id}
        name={name}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described === '' ? undefined : described}
      >
        {groups.map(group =>
          group.label === undefined ? (
            group.options.map(option)
          ) : (
            <optgroup label={group.label}>{group.options.map(option)}</optgroup>
          ),
        )}
      </select>
    </div>
  )
}
