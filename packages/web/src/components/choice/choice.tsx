import type { ComponentChildren } from 'preact'
import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'

export type Option = { readonly value: string; readonly label: string; readonly hint?: string | undefined }

type ChoiceProps = {
  readonly frame: Frame
  readonly name: string
  readonly legend: ComponentChildren
  /** The legend is the page's heading on a page with one question. */
  readonly legendIsTitle?: boolean
  readonly hint?: ComponentChildren
  readonly options: readonly Option[]
  readonly chosen: string | undefined
  readonly problems: readonly Problem[]
  readonly row?: boolean
}

/** One choice out of a few: a fieldset of radio buttons, hint and error above them. Each whole line can be tapped. */
export const Choice = ({
  frame,
  name,
  legend,
  legendIsTitle = false,
  hint,
  options,
  chosen,
  problems,
  row = false,
}: ChoiceProps) => {
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
        {legendIsTitle ? <h1 class="nl-heading nl-heading--level-1">{legend}</h1> : legend}
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
      <div class={`tb-choice__options${row ? ' tb-choice__options--row' : ''}`}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`
          return (
            <div class="tb-option">
              <input
                class="utrecht-radio-button utrecht-radio-button--html-input tb-option__input"
                type="radio"
                id={optionId}
                name={name}
                value={option.value}
                checked={chosen === option.value}
                aria-describedby={option.hint === undefined ? undefined : `${optionId}-note`}
              />
              <label class="utrecht-form-label utrecht-form-label--radio tb-option__label" for={optionId}>
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

/** Yes, no, don't know: the three answers that every question of a model takes. */
export const answers = (frame: Frame, proposed?: string): readonly Option[] =>
  (['yes', 'no', 'dont-know'] as const).map(value => ({
    value,
    label: frame.words.say(`answer.${value}`),
    hint: value === proposed ? frame.words.say('answer.proposed') : undefined,
  }))
