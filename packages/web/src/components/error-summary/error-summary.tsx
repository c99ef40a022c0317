import type { Frame, Problem } from '../../frame.ts'
import { idOf } from '../../frame.ts'

/** What went wrong, above the form, each line a link to its field. Announced when the page loads. */
export const ErrorSummary = ({ frame, problems }: { readonly frame: Frame; readonly problems: readonly Problem[] }) =>
  problems.length === 0 ? null : (
    <div class="tb-error-summary" role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title" class="nl-heading nl-heading--level-3">
        {frame.words.say('page.errors', { count: problems.length })}
      </h2>
      <ul class="tb-error-summary__list">
        {problems.map(problem => (
          <li>
            <a class="nl-link" href={`#${idOf(problem.field)}`}>
              {frame.words.say(`problem.${problem.code}`, problem.fillings)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
