import type { PoolClient } from 'pg'
import type { Json } from './json.ts'

/** A projection row as JSON, columns by name; PostgreSQL reads each as the type of its column. */
export type Row = Readonly<Record<string, Json>>

type Waiting = { readonly table: string; readonly key: readonly string[]; readonly row: Row }

/**
 * Projection rows that wait for the end of a transaction, so that the rows of all works in it go in one statement a
 * table. Of two rows with the same key the last counts.
 */
export class WaitingRows {
  #waiting = new Map<string, Waiting>()

  put(table: string, key: readonly string[], row: Row): void {
    checkNames(table, Object.keys(row))
    this.#waiting.set(nameOf(table, key, row), { table, key, row })
  }

  /** The row that waits under this key, if one does. */
  find(table: string, key: Row): Row | undefined {
    return this.#waiting.get(nameOf(table, Object.keys(key), key))?.row
  }

  addAll(others: WaitingRows): void {
    for (const [name, waiting] of others.#waiting) this.#waiting.set(name, waiting)
  }

  /** All that wait, those of the same table, key and columns together; none wait after that. */
  take(): readonly RowGroup[] {
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    const alike = Map.groupBy(waiting, ({ table, key, row }) => `${table}\n${key}\n${Object.keys(row)}`)
    return [...alike.values()].flatMap(group =>
      group.slice(0, 1).map(({ table, key, row }) => ({
        table,
        key,
        columns: Object.keys(row),
        json: JSON.stringify(group.map(one => one.row)),
      })),
    )
  }
}

/** Rows for one table, as one JSON array. */
export type RowGroup = {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  readonly json: string
}

/** Whether one statement can write them all: only where each is for a table of its own. */
export function rowsFitTogether(groups: readonly RowGroup[]): boolean {
  return new Set(groups.map(group => group.table)).size === groups.length
}

/** The statement that writes rows, each in place of the one with the same key. @param parameter the number of `json` in it */
export function putRows({ table, key, columns }: RowGroup, parameter: number): string {
  const others = columns.filter(column => !key.includes(column))
  const change =
    others.length === 0 ? 'nothing' : `update set ${others.map(one => `${one} = excluded.${one}`).join(', ')}`
  const names = columns.join(', ')
  return `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $${parameter}::json)
    on conflict (${key.join(', ')}) do ${change}`
}

function nameOf(table: string, key: readonly string[], row: Row): string {
  return JSON.stringify([table, ...key.map(column => row[column] ?? null)])
}

/** One row as JSON, by its key; undefined where there is none. Timestamps come as ISO 8601 with an offset. */
export async function readRow(client: PoolClient, table: string, key: Row): Promise<Row | undefined> {
  const columns = Object.keys(key)
  checkNames(table, columns)
  const where = columns.map((column, at) => `${column} = $${at + 1}`).join(' and ')
  const { rows } = await client.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where ${where}`,
    Object.values(key),
  )
  return rows[0]?.row
}

/** Names go into SQL as they are. */
function checkNames(table: string, columns: readonly string[]): void {
  for (const name of [...table.split('.'), ...columns]) {
    if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new TypeError(`"${name}" is no plain name of a table or column`)
  }
}
