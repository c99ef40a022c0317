import type { SchemaStep } from '@toetsbaar/ledger'

/**
 *   account  who may sign in, as what, and until when; who changed it stands in the ledger, in the stream of the account
 *   session  who is signed in: the SHA-256 of what the cookie holds, so that a copy of the table signs nobody in
 */
const tables = `
create table sign_in.account (
  id      text primary key,
  name    text not null,
  team    text,
  roles   text[] not null check (cardinality(roles) > 0),
  until   date not null,
  version int not null,
  ended   timestamptz(3)
);

create table sign_in.session (
  token    bytea primary key check (octet_length(token) = 32),
  person   text not null references sign_in.account,
  role     text not null,
  begun    timestamptz(3) not null,
  seen     timestamptz(3) not null,
  id_token text
);
create index session_person on sign_in.session (person);
`

/** How the tables of accounts and sessions came to be, version by version. */
export const signInSteps: readonly SchemaStep[] = [{ name: 'tables', sql: tables }]
