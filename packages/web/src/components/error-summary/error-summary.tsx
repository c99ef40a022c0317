import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'

type ErrorSummaryProps = {
  readonly frame: Frame
  readonly problems: readonly Problem[]
  /** What a field is called, where a page has several: the line then begins with it. */
  readonly labelOf?: (field: string) => string | undefined
}

/** What went wrong, above the form, each line a link to its field. Announced when the page loads. */
export const ErrorSummary = ({ frame, problems, labelOf = () => undefined }: ErrorSummaryProps) => {
  const { say } = frame.words
  if (problems.length === 0) return null
  return (
    <div class="tb-error-summary" role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title" class="nl-heading nl-heading--level-3">
        {say('page.errors', { count: problems.length })}
      </h2>
      <ul class="tb-error-summary__list">
        {problems.map(problem => {
          const label = labelOf(problem.field)
          return (
            <li>
              <a class="nl-link" href={`#${idOf(problem.field)}`}>
                {label !== undefined && <>{label}: </>}
                {say(`problem.${problem.code}`, problem.fillings)}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
