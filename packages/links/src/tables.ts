import type { SchemaStep } from '@toetsbaar/ledger'

/**
 *   linked      which cases were taken in, under which rules, and when a person looked at their links last
 *   identifier  what a case holds, as HMACs under the service key: equal values are seen, no value can be read
 *   name        names with places, in plain words, for likeness; only while the case is there
 *   block       under which keys (HMAC) a name is found
 *   file        groups of cases that are taken up together
 *   file_case   which case is in which file
 */
export const linkSteps: readonly SchemaStep[] = [
  {
    name: 'links',
    sql: `
create table links.linked (
  case_id uuid primary key,
  rules   text not null,
  at      timestamptz(3) not null,
  looked  timestamptz(3)
);

create table links.identifier (
  case_id uuid not null,
  kind    text not null,
  value   bytea not null,
  primary key (case_id, kind, value)
);
create index identifier_value on links.identifier (kind, value, case_id);

create table links.name (
  case_id uuid not null,
  name    text not null,
  place   text not null,
  primary key (case_id, name, place)
);

create table links.block (
  case_id uuid not null,
  block   bytea not null,
  primary key (case_id, block)
);
create index block_value on links.block (block, case_id);

create table links.file (
  id      uuid primary key,
  number  text not null unique,
  version int not null,
  state   text not null,
  team    text,
  opened  timestamptz(3) not null,
  changed timestamptz(3) not null
);

create table links.file_case (
  file_id uuid not null,
  case_id uuid not null,
  primary key (file_id, case_id)
);
create index file_case_case on links.file_case (case_id);
`,
  },
]
