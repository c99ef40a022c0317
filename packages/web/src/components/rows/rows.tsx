import type { ComponentChildren } from 'preact'

/** A table of the desk: on a phone each row stands on its own, one value under the other. */
export const Rows = ({
  caption,
  columns,
  rows,
}: {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ComponentChildren[])[]
}) => (
  <table class="utrecht-table tb-table tb-table--stack">
    <caption class="utrecht-table__caption">{caption}</caption>
    <thead class="utrecht-table__header">
      <tr class="utrecht-table__row">
        {columns.map(column => (
          <th class="utrecht-table__header-cell" scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="utrecht-table__body">
      {rows.map(row => (
        <tr class="utrecht-table__row">
          {row.map((cell, at) => (
            <td class="utrecht-table__cell" data-column={columns[at]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
