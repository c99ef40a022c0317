import { migrate } from '@toetsbaar/ledger'
import { type Dossier, parseDossier } from '@toetsbaar/register'
import type pg from 'pg'

/** A draft of the next version. It counts for nothing until somebody hands it in; every state of it is kept till then. */
export type Draft = {
  /** The version that it began from. */
  readonly base: number
  readonly revision: number
  readonly content: Dossier
}

export type Drafts = {
  read(dossier: string): Promise<Draft | undefined>
  /** An earlier state of the draft that lies there; undefined where it does not any more. */
  at(dossier: string, base: number, revision: number): Promise<Dossier | undefined>
  /** Keeps a next state; false where somebody kept one since `revision`, and then nothing is kept. */
  keep(dossier: string, draft: Draft, by: string): Promise<boolean>
  drop(dossier: string): Promise<void>
}

export const boardSteps = [
  {
    name: 'drafts and documents of the register',
    sql: `
      create table register_board.draft (
        dossier  text not null,
        base     int not null,
        revision int not null,
        content  jsonb not null,
        by       text not null,
        at       timestamptz(3) not null default now(),
        primary key (dossier, revision)
      );
      create table register_board.document (
        sha256 text primary key,
        name   text not null,
        bytes  bytea not null,
        by     text not null,
        at     timestamptz(3) not null default now()
      );`,
  },
  {
    name: 'which cases ran under which permits',
    sql: `
      create table register_board.use (
        case_id uuid not null,
        permit  text not null,
        last    timestamptz(3) not null,
        primary key (case_id, permit)
      );
      create index on register_board.use (permit);`,
  },
] as const

/** Opens the drafts on a database, making their tables. */
export async function openDrafts(pool: pg.Pool): Promise<Drafts> {
  await migrate(pool, 'register_board', boardSteps)
  type Row = { base: number; revision: number; content: unknown }
  const one = async (sql: string, values: readonly unknown[]) => (await pool.query<Row>(sql, [...values])).rows[0]
  const columns = 'select base, revision, content from register_board.draft where dossier = $1'
  return {
    async read(dossier) {
      const row = await one(`${columns} order by revision desc limit 1`, [dossier])
      return row === undefined ? undefined : { ...row, content: parseDossier(row.content) }
    },
    async at(dossier, base, revision) {
      const row = await one(`${columns} and base = $2 and revision = $3`, [dossier, base, revision])
      return row === undefined ? undefined : parseDossier(row.content)
    },
    async keep(dossier, { base, revision, content }, by) {
      const { rowCount } = await pool.query(
        `insert into register_board.draft (dossier, base, revision, content, by) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [dossier, base, revision, JSON.stringify(content), by],
      )
      return rowCount === 1
    },
    async drop(dossier) {
      await pool.query('delete from register_board.draft where dossier = $1', [dossier])
    },
  }
}
