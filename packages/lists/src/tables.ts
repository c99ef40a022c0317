import type { SchemaStep } from '@toetsbaar/ledger'

/**
 *   entry  the newest state of each entry; `value`, `ground` and `provenance` are null once it was removed
 *   touch  which cases an entry had a say in; goes with the case
 */
export const listSteps: readonly SchemaStep[] = [
  {
    name: 'entries',
    sql: `
create table lists.entry (
  id         uuid primary key,
  list       text not null,
  kind       text not null check (kind in ('url', 'iban')),
  value      text,
  ground     text,
  provenance text,
  state      text not null,
  version    int not null,
  proposed   timestamptz(3) not null,
  proposer   text not null,
  confirmer  text,
  checked    date,
  until      date not null,
  contested  int
);
create index entry_value on lists.entry (list, kind, value) where state = 'listed';
create index entry_state on lists.entry (state, proposed);

create table lists.touch (
  entry_id uuid not null,
  case_id  uuid not null,
  at       timestamptz(3) not null,
  primary key (entry_id, case_id)
);
create index touch_case on lists.touch (case_id);
`,
  },
]
