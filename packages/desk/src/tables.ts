import type { SchemaStep } from '@toetsbaar/ledger'

/**
 * Everything here but `view` follows from the events of the cases and goes with them when they are erased.
 *
 *   received  one row a case that the police got: what the queue filters, sorts and shows
 *   story     the words of an open case, for searching; gone once it is decided or withdrawn
 *   decision  one row a decision, for the figures of oversight. It does not say who: `hand` differs from month to month
 *   override  facts of a case in which the officer decided otherwise than advised, for the authors of the model
 *   view      saved ways to look at the queue
 */
const tables = `
create table desk.received (
  case_id   uuid primary key,
  number    text not null,
  state     text not null,
  version   int not null,
  received  timestamptz(3) not null,
  since     timestamptz(3) not null,
  changed   timestamptz(3) not null,
  ended     timestamptz(3),
  subject   text,
  model     text,
  outcome   text,
  stable    boolean,
  blind     boolean not null,
  impressed text[] not null,
  amount    bigint,
  platform  text,
  officer   text,
  team      text,
  waiting   text,
  requests  int not null,
  objection boolean not null,
  prosecutor timestamptz(3),
  new_links int not null default 0
);
create index received_number on desk.received (number);
create index received_since on desk.received (since, number) where ended is null;
create index received_officer on desk.received (officer) where officer is not null;

create table desk.story (
  case_id uuid primary key,
  words   text not null,
  found   tsvector not null generated always as (
    to_tsvector('dutch', words) || to_tsvector('english', words) || to_tsvector('simple', words)
  ) stored
);
create index story_found on desk.story using gin (found) with (fastupdate = off);

create table desk.decision (
  case_id    uuid not null,
  version    int not null,
  at         timestamptz(3) not null,
  month      text not null,
  team       text,
  model      text,
  outcome    text,
  kind       text not null,
  override   boolean,
  ms         bigint,
  impression text,
  hand       text not null,
  primary key (case_id, version)
);
create index decision_month on desk.decision (month);

create table desk.override (
  case_id uuid not null,
  version int not null,
  at      timestamptz(3) not null,
  id      text not null,
  subject text not null,
  model   text not null,
  facts   text[] not null,
  advised text not null,
  kind    text not null,
  reason  text not null,
  better  text,
  primary key (case_id, version)
);

create table desk.view (
  id    bigint generated always as identity primary key,
  owner text not null,
  team  text,
  name  text not null,
  query jsonb not null,
  made  timestamptz(3) not null
);
create index view_owner on desk.view (owner);
create index view_team on desk.view (team) where team is not null;
`

/** How the tables came to be, version by version. */
export const deskSteps: readonly SchemaStep[] = [{ name: 'tables', sql: tables }]
