import type { SchemaStep } from '@toetsbaar/ledger'

/**
 * Tables of the application itself; all but `tries` follow from the events.
 *
 *   list   one row a case, for lists and for the check of a step; rebuilt from the events by a command
 *   door   the code (HMAC) and the word (scrypt) with which a citizen opens the case again
 *   tries  wrong attempts per code HMAC, of codes that exist and codes that do not
 */
const tables = `
create table if not exists casefile.list (
  case_id  uuid primary key,
  state    text not null,
  version  int not null,
  created  timestamptz(3) not null,
  changed  timestamptz(3) not null,
  received timestamptz(3),
  officer  text,
  deciders text[] not null,
  requests jsonb not null
);
create index if not exists list_state on casefile.list (state, changed);

create table if not exists casefile.door (
  code    bytea primary key,
  case_id uuid not null,
  salt    bytea,
  word    bytea
);
create unique index if not exists door_case on casefile.door (case_id);

create table if not exists casefile.tries (
  code     bytea primary key,
  failures int not null,
  last     timestamptz(3) not null
);
`

/** What the desk needs of a case: who has it, what it waits for, and whether a first impression is due. */
const handling = `
alter table casefile.list
  add column if not exists team        text,
  add column if not exists questions   jsonb not null default '[]',
  add column if not exists objection   boolean not null default false,
  add column if not exists sampled     boolean not null default false,
  add column if not exists impressions text[] not null default '{}',
  add column if not exists prosecutor  timestamptz(3);
update casefile.list set objection = true where state = 'objected';
`

/** How the tables came to be, version by version. The first also takes over what was made before versions were counted. */
export const casefileSteps: readonly SchemaStep[] = [
  { name: 'tables', sql: tables },
  { name: 'handling', sql: handling },
]
