import type { Pool } from 'pg'

/** Above this a table is not written anew in one go: it would be locked for too long. In bytes. */
const atOnce = 256 * 1024 * 1024

/** Rather than keep others waiting for a table, it is left to the next day. */
const patienceMs = 5_000

/**
 * Takes what was removed out of the files of these tables. VACUUM alone leaves the bytes where they were until later rows
 * overwrite them, so a table is written anew; one that is large, or in use, is only vacuumed. Gives the names of those.
 * @param names with their schemas, as PostgreSQL quotes them
 */
export async function clearTables(pool: Pool, names: readonly string[]): Promise<readonly string[]> {
  const client = await pool.connect()
  const left: string[] = []
  try {
    await client.query(`set lock_timeout = ${patienceMs}`)
    for (const name of names) {
      const { rows } = await client.query<{ bytes: string | number }>(
        'select pg_total_relation_size($1::regclass) as bytes',
        [name],
      )
      const small = Number(rows[0]?.bytes) <= atOnce
      if (small && (await done(client.query(`vacuum (full, analyze) ${name}`)))) continue
      left.push(name)
      await done(client.query(`vacuum (analyze) ${name}`))
    }
    return left
  } finally {
    await client.query('reset lock_timeout').catch(() => {})
    client.release()
  }
}

/** False where somebody else had the table for too long. */
async function done(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false
    throw error
  }
}
