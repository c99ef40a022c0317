import { hash } from 'node:crypto'
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

  async write(client: PoolClient): Promise<void> {
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    const alike = Map.groupBy(waiting, ({ table, key, row }) => `${table}\n${key}\n${Object.keys(row)}`)
    for (const group of alike.values()) {
      const [first] = group
      if (first === undefined) continue
      const { table, key, row } = first
      const columns = Object.keys(row)
      const others = columns.filter(column => !key.includes(column))
      const change =
        others.length === 0 ? 'nothing' : `update set ${others.map(one => `${one} = excluded.${one}`).join(', ')}`
      const names = columns.join(', ')
      const text = `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)
         on conflict (${key.join(', ')}) do ${change}`
      // PostgreSQL keeps the plan under this name, which it cuts at 63 characters.
      const name = `ledger-put-${hash('sha256', text).slice(0, 40)}`
      await client.query({ name, text, values: [JSON.stringify(group.map(one => one.row))] })
    }
  }
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
