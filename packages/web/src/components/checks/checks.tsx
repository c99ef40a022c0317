import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'
import type { Option } from '../choice/choice.tsx'

type ChecksProps = {
  readonly frame: Frame
  /** The field that problems are about. Each box is sent as `<name>.<value>`, so that none hides another. */
  readonly name: string
  readonly legend: string
  readonly hint?: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly problems: readonly Problem[]
}

/** Any number out of a few: a fieldset of boxes to tick, hint and error above them. */
export const Checks = ({ frame, name, legend, hint, options, chosen, problems }: ChecksProps) => {
  const id = idOf(name)
  const problem = problems.find(problem => problem.field === name)
  const described =
    [hint !== undefined && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      class={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset tb-choice${problem ? ' utrecht-form-fieldset--invalid' : ''}`}
      aria-describedby={described}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend tb-choice__legend">
        {legend}
      </legend>
      {hint !== undefined && (
        <div id={`${id}-hint`} class="tb-choice__hint">
          {hint}
        </div>
      )}
      {problem && (
        <div id={`${id}-error`} class="utrecht-form-field-error-message tb-field__error">
          <span class="tb-unseen">{frame.words.say('page.error')} </span>
          {frame.words.say(`problem.${problem.code}`, problem.fillings)}
        </div>
      )}
      <div class="tb-choice__options">
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`
          return (
            <div class="tb-option">
              <input
                class="tb-option__input tb-check"
                type="checkbox"
                id={optionId}
                name={`${name}.${option.value}`}
                value="yes"
                checked={chosen.includes(option.value)}
                aria-describedby={option.hint === undefined ? undefined : `${optionId}-note`}
              />
              <label class="utrecht-form-label tb-option__label" for={optionId}>
                {option.label}
                {option.hint !== undefined && (
                  <span class="tb-option__hint" id={`${optionId}-note`}>
                    {option.hint}
                  </span>
                )}
              </label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
