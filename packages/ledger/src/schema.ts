import type { Pool } from 'pg'
import { migrateOn, refuseOtherVersion, type SchemaStep } from './migrate.ts'

/**
 * The tables. The application reads and inserts; it can change or remove no entry, no payload and no line of the access
 * log. Erasing goes through `ledger.erase`, which refuses unless the same transaction put the erasure into the log.
 *
 *   entry    the log itself: what the tree is built over, without content
 *   payload  the content of an entry, encrypted with a key
 *   key      the keys, each wrapped by a master key; an erased one keeps its name and loses its bytes
 *   checkpoint, access   signed tree heads; who looked at what and why, apart from the log
 */
const tables = `
create table if not exists ledger.entry (
  position   bigint primary key check (position >= 0),
  stream     text collate "C" not null,
  ordinal    bigint not null check (ordinal >= 0),
  kind       text not null,
  at         timestamptz(3) not null,
  commitment bytea not null check (octet_length(commitment) = 32),
  previous   bytea not null check (octet_length(previous) = 32),
  erases     text,
  -- The leaf hash and the hash of every subtree that this entry completes, from small to large.
  hashes     bytea not null check (octet_length(hashes) % 32 = 0),
  unique (stream, ordinal)
);
create index if not exists entry_erases on ledger.entry (erases) where erases is not null;

create table if not exists ledger.key (
  id      text primary key,
  master  text,
  wrapped bytea,
  erased  bigint references ledger.entry,
  check ((wrapped is null) = (erased is not null) and (wrapped is null) = (master is null))
);
create index if not exists key_master on ledger.key (master);

-- Without foreign keys: they would lock and so rewrite a row of entry and key for each append, and all three rows come
-- from one statement.
create table if not exists ledger.payload (
  position bigint primary key,
  key      text not null,
  sealed   bytea not null
);
create index if not exists payload_key on ledger.payload (key);

create table if not exists ledger.checkpoint (
  size bigint primary key,
  root bytea not null,
  note text not null,
  at   timestamptz(3) not null
);

create table if not exists ledger.access (
  id                bigint generated always as identity primary key,
  started           timestamptz(3) not null,
  ended             timestamptz(3) not null,
  trace             bytea not null,
  span              bytea not null,
  parent_span       bytea,
  operation         text not null,
  status            text not null check (status in ('ok', 'error', 'refused')),
  activity          text not null,
  purpose           text not null,
  actor             jsonb not null,
  subject           text,
  subject_kind      text,
  resource          text not null,
  resource_version  text not null
);
create index if not exists access_started on ledger.access (started);
create index if not exists access_subject on ledger.access (subject);
`

/** The operation of another organisation that called ours (Logboek Dataverwerkingen, `foreign_operation`). */
const foreignOperation = `
alter table ledger.access
  add column foreign_trace  bytea,
  add column foreign_span   bytea,
  add column foreign_entity text,
  add check (num_nulls(foreign_trace, foreign_span, foreign_entity) in (0, 3));
`

/**
 * Writes entries with their payloads and keys, if the log still ends where the caller thinks; otherwise it fails and
 * nothing is written. The number of the lock is that of `Batch`. Columns as arrays, an element an entry.
 */
const append = `
create function ledger.append(
  size bigint, last bytea, key_ids text[], masters text[], wrapped bytea[], streams text[], ordinals bigint[], kinds text[],
  ats timestamptz[], commitments bytea[], previous bytea[], erases text[], hashes bytea[], keys text[], sealed bytea[]
) returns void language plpgsql as $$
declare here record;
begin
  perform pg_advisory_xact_lock(7463);
  select e.position + 1 as size, substr(e.hashes, 1, 32) as last into here from ledger.entry e order by e.position desc limit 1;
  if coalesce(here.size, 0) <> append.size or (here.last is not null and here.last <> append.last) then
    raise exception 'the log has % entries and not the % that this writer knows', coalesce(here.size, 0), append.size
      using errcode = 'serialization_failure';
  end if;
  insert into ledger.key (id, master, wrapped) select * from unnest(key_ids, masters, append.wrapped);
  insert into ledger.entry (position, stream, ordinal, kind, at, commitment, previous, erases, hashes)
    select append.size + n - 1, s, o, k, a, c, p, e, h
    from unnest(streams, ordinals, kinds, ats, commitments, append.previous, append.erases, append.hashes)
      with ordinality as t (s, o, k, a, c, p, e, h, n);
  insert into ledger.payload (position, key, sealed)
    select append.size + n - 1, k, x from unnest(keys, append.sealed) with ordinality as t (k, x, n);
end $$;
`

/** How the tables came to be, version by version. The first also takes over what was made before versions were counted. */
export const ledgerSteps: readonly SchemaStep[] = [
  { name: 'tables', sql: tables },
  { name: 'foreign operation', sql: foreignOperation },
  { name: 'append in one statement', sql: append },
]

/** What is made anew at each installation, since it holds no data. */
const functions = `
create or replace function ledger.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace trigger entry_append_only before update or delete on ledger.entry
  for each row execute function ledger.refuse();
create or replace trigger entry_no_truncate before truncate on ledger.entry
  for each statement execute function ledger.refuse();

-- Destroys a key and what it encrypted. The erasure has to stand in the log, written by this same transaction.
create or replace function ledger.erase(key_id text, logged_at bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare destroyed bigint;
begin
  perform 1 from ledger.entry
    where position = logged_at and erases = key_id and xmin = pg_current_xact_id()::xid;
  if not found then
    raise exception 'key % is not erased: no entry of this transaction at position % says so', key_id, logged_at
      using errcode = 'insufficient_privilege';
  end if;
  delete from ledger.payload where key = key_id;
  get diagnostics destroyed = row_count;
  update ledger.key set master = null, wrapped = null, erased = logged_at where id = key_id and erased is null;
  if not found then raise exception 'key % does not exist or is erased already', key_id using errcode = 'no_data_found'; end if;
  return destroyed;
end $$;

-- Removes lines of the access log that are past their term. The application says from which moment; five years is the
-- least that this function accepts (Wet politiegegevens, art. 32a; see docs/verify-the-ledger.md).
create or replace function ledger.expire_access(before timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone bigint;
begin
  if before > now() - interval '5 years' then
    raise exception 'lines of the access log stay five years; % is too recent', before using errcode = 'insufficient_privilege';
  end if;
  delete from ledger.access where ended < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
`

const grants = (role: string) => `
revoke all on schema ledger from public;
revoke all on all tables in schema ledger from public, ${role};
revoke all on all functions in schema ledger from public, ${role};
grant usage on schema ledger to ${role};
grant select, insert on ledger.entry, ledger.payload, ledger.checkpoint, ledger.access to ${role};
grant select, insert, maintain on ledger.key to ${role};
grant update (master, wrapped) on ledger.key to ${role};
grant maintain on ledger.payload to ${role};
grant select on ledger.migration to ${role};
grant execute on function ledger.append(bigint, bytea, text[], text[], bytea[], text[], bigint[], text[], timestamptz[], bytea[], bytea[], text[], bytea[], text[], bytea[]),
  ledger.erase(text, bigint), ledger.expire_access(timestamptz) to ${role};
`

/**
 * Creates the ledger's tables, or brings them to the newest version, and gives the application's role what it needs and no more.
 * Run it as the owner, never as the application: who owns a table can change it. Throws `SchemaRefused`.
 * @param role an existing role, other than the one that the pool connects with
 */
export async function installLedger(owner: Pool, { role }: { role: string }): Promise<void> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) throw new TypeError(`"${role}" is no plain name of a database role`)
  const client = await owner.connect()
  try {
    const { rows } = await client.query<{ me: string }>('select current_user as me')
    if (rows[0]?.me === role)
      throw new TypeError(`The ledger has to be owned by another role than "${role}"; connect as its owner`)
    await client.query('begin')
    await migrateOn(client, 'ledger', ledgerSteps)
    await client.query(functions + grants(role))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Throws `SchemaRefused` where the ledger's tables are older or newer than this code. */
export function refuseOtherLedger(pool: Pool): Promise<void> {
  return refuseOtherVersion(pool, 'ledger', ledgerSteps, 'Run as their owner: toetsbaar ledger install.')
}
