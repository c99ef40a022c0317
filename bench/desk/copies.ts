import type { Pool } from 'pg'

/**
 * Fills the desk's tables up to so many cases with copies of those that are there: other ids and numbers, receipt shifted by
 * up to five days, the same words. For measuring the queue without waiting for the ledger; no case lies behind a copy.
 */
export async function copyRows(pool: Pool, count: number): Promise<void> {
  const { rows: columns } = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'desk' and table_name = 'received' and column_name not in ('case_id', 'number', 'since', 'received')`,
  )
  const rest = columns.map(({ name }) => name).join(', ')
  await pool.query('create table plain.copied (old uuid, new uuid, number text, shift interval)')
  // A number is unlike any other; whether it is an HMAC makes no difference to a page.
  await pool.query(
    `insert into plain.copied
     select case_id, gen_random_uuid(), upper(substr(md5(random()::text), 1, 5) || '-' || substr(md5(random()::text), 1, 5)),
       (random() - 0.5) * interval '10 days'
     from desk.received cross join generate_series(1, $1::int) limit $1::int - (select count(*) from desk.received)`,
    [count],
  )
  await pool.query(
    `insert into desk.received (case_id, number, since, received, ${rest})
     select c.new, c.number, since + shift, received + shift, ${rest.replaceAll(/\b(\w+)\b/g, 'r.$1')}
     from desk.received r join plain.copied c on c.old = r.case_id`,
  )
  await pool.query(
    'insert into desk.story (case_id, words) select c.new, s.words from desk.story s join plain.copied c on c.old = s.case_id',
  )
}
