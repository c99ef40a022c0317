/** Which side is wrong where the model and the annotation differ. */
export type Fault = 'model' | 'annotation' | 'missing question'

export type Difference = {
  readonly id: string
  readonly annotated: string
  readonly computed: string
  readonly fault: Fault
  readonly because: string
}

/**
 * Reads the rows `| id | annotated | computed | class | because |` of docs/simulate-differences.md.
 *
 * @throws Error on a row with another class.
 */
export function differencesIn(markdown: string): readonly Difference[] {
  const rows = markdown.split('\n').filter(line => /^\| *[a-z]+-\d/.test(line))
  return rows.map(row => {
    const [id = '', annotated = '', computed = '', fault = '', because = ''] = row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim())
    if (fault !== 'model' && fault !== 'annotation' && fault !== 'missing question')
      throw new Error(
        `docs/simulate-differences.md, ${id}: class "${fault}"; use model, annotation or missing question`,
      )
    return { id, annotated, computed, fault, because }
  })
}
