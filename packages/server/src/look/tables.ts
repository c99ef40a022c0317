import type { SchemaStep } from '@toetsbaar/ledger'

/**
 * What overseers may look at, and until when. All of it goes with the case that it is about.
 *
 *   opening  a case that was opened to the defence: follows from the case's events
 *   sample   who drew which sample, from what, by which seed; the ledger says so too
 *   drawn    the cases of a sample, while it is open
 */
const tables = `
create table look.opening (
  case_id uuid not null,
  version int not null,
  person  text not null,
  until   date not null,
  opened  timestamptz(3) not null,
  closed  timestamptz(3),
  primary key (case_id, version)
);
create index opening_person on look.opening (person);

create table look.sample (
  id         text primary key,
  person     text not null,
  drawn      timestamptz(3) not null,
  until      date not null,
  purpose    text not null,
  first_day  date not null,
  last_day   date not null,
  words      text not null,
  salt       text not null,
  population int not null,
  digest     text not null
);
create index sample_person on look.sample (person, drawn desc);

create table look.drawn (
  sample  text not null references look.sample,
  place   int not null,
  case_id uuid not null,
  primary key (sample, place)
);
create index drawn_case on look.drawn (case_id);
`

/** How these tables came to be, version by version. */
export const lookSteps: readonly SchemaStep[] = [{ name: 'tables', sql: tables }]
