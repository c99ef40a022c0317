/** Tables of a simulation as text. */

export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Rows of cells in aligned columns; the first row is the head, the first column is text. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map(row => row.map(cell => (typeof cell === 'number' ? shown(cell) : cell)))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  return cells
    .map(row =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

function shown(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(2)
}

export type Pair = { readonly annotated: string; readonly computed: string }

/** Annotated outcomes down, computed outcomes across. */
export function confusion(pairs: readonly Pair[], outcomes: readonly string[]): string {
  const count = (annotated: string, computed: string) =>
    pairs.filter(pair => pair.annotated === annotated && pair.computed === computed).length
  const rows = outcomes.filter(outcome => pairs.some(pair => pair.annotated === outcome))
  return table([
    ['annotated \\ computed', ...outcomes],
    ...rows.map(annotated => [annotated, ...outcomes.map(computed => count(annotated, computed))]),
  ])
}

/** An outcome is right when it is the annotated one; `unclear` where another was annotated is counted apart. */
export function judged({ annotated, computed }: Pair): 'right' | 'wrong' | 'unclear' {
  if (annotated === computed) return 'right'
  return computed === 'unclear' ? 'unclear' : 'wrong'
}
