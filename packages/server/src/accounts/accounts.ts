import { createHmac } from 'node:crypto'
import { type Ledger, type LedgerTransaction, migrate, StaleStream } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { type Role, roles } from '../access.ts'
import { localDay } from '../local-day.ts'
import { type AccountDraft, addDays, draftProblems } from './draft.ts'
import { signInSteps } from './tables.ts'

/** Somebody who may sign in, or could until it was ended. */
export type Account = AccountDraft & {
  /** Opaque: `p-` and 12 characters, made of who the provider says that it is. */
  readonly id: string
  readonly version: number
  readonly ended: Date | undefined
}

/** Who changes an account: an administrator, or the setting of the operator that makes the first one. */
export type Keeper =
  | { readonly kind: 'officer'; readonly id: string; readonly role: Role }
  | { readonly kind: 'setting'; readonly name: string }

/** The change is refused and nothing was written: `reason` is for programs, `message` for people. */
export class AccountRefused extends Error {
  override name = 'AccountRefused'
  readonly reason: 'own' | 'there' | 'unknown' | 'stale' | 'ended' | 'draft'
  constructor(reason: AccountRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export type Accounts = {
  /** The number of a person, from the subject that the provider gives; the same whenever it is asked. */
  idOf(subject: string): string
  find(id: string): Promise<Account | undefined>
  /** All, those that ended last; by name. */
  list(): Promise<readonly Account[]>
  add(by: Keeper, id: string, draft: AccountDraft): Promise<void>
  /** `version` is that of the account as it was read. */
  change(by: Keeper, id: string, version: number, draft: AccountDraft): Promise<void>
  /** Ends an account and every session of it, at once. An ended account stays, so that what it did keeps its author. */
  end(by: Keeper, id: string, version: number): Promise<void>
  /** Opens an ended account again, as the draft says. */
  reopen(by: Keeper, id: string, version: number, draft: AccountDraft): Promise<void>
}

export type AccountsOptions = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly clock: () => Date
  /** HMAC key of person numbers, 32 bytes. */
  readonly key: Uint8Array
  /** The sign-in provider whose subjects these are. */
  readonly issuer: string
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

type Row = {
  id: string
  name: string
  team: string | null
  roles: string[]
  until: string
  version: number
  ended: Date | null
}

const columns = `id, name, team, roles, to_char(until, 'YYYY-MM-DD') as until, version, ended`

/** Opens the accounts on a database, making their tables. Every change stands in the ledger with who made it, without names. */
export async function openAccounts({ pool, ledger, clock, key, issuer }: AccountsOptions): Promise<Accounts> {
  await migrate(pool, 'sign_in', signInSteps)

  const find = async (id: string) =>
    toAccount((await pool.query<Row>(`select ${columns} from sign_in.account where id = $1`, [id])).rows[0])

  /** One change: the event and the row in one transaction, on the version that was read. */
  const write = async (
    by: Keeper,
    id: string,
    version: number,
    kind: string,
    draft: AccountDraft | undefined,
    row: (transaction: LedgerTransaction) => Promise<unknown>,
  ) => {
    if (by.kind === 'officer' && by.id === id)
      throw new AccountRefused('own', 'Nobody changes the own account; ask another administrator.')
    const [problem] = draft === undefined ? [] : draftProblems(draft, localDay(clock()))
    if (problem !== undefined)
      throw new AccountRefused('draft', `The account does not fit: ${problem.field}, ${problem.code}.`)
    const payload = {
      by: { ...by },
      ...(draft !== undefined && { roles: [...draft.roles], team: draft.team ?? null, until: draft.until }),
    }
    const stream = `account:${id}`
    try {
      await ledger.transaction(
        async transaction => {
          await transaction.append(stream, kind, payload, { expected: version })
          await row(transaction)
        },
        [stream],
      )
    } catch (error) {
      if (!(error instanceof StaleStream)) throw error
      throw new AccountRefused('stale', 'Somebody else changed this account in the meantime. Look at it again.')
    }
  }
  const known = async (id: string, ended: boolean) => {
    const account = await find(id)
    if (account === undefined) throw new AccountRefused('unknown', 'There is no such account.')
    if ((account.ended !== undefined) !== ended)
      throw new AccountRefused('ended', ended ? 'This account was not ended.' : 'This account was ended before.')
  }
  const put = (id: string, version: number, draft: AccountDraft) => (transaction: LedgerTransaction) =>
    transaction.query(
      `insert into sign_in.account (id, name, team, roles, until, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set name = excluded.name, team = excluded.team, roles = excluded.roles,
         until = excluded.until, version = excluded.version, ended = null`,
      [id, draft.name.trim(), draft.team?.trim() ?? null, draft.roles, draft.until, version],
    )

  return {
    idOf: subject => {
      const bytes = createHmac('sha256', key).update(`person ${issuer}\0${subject}`).digest()
      return `p-${[...bytes.subarray(0, 12)].map(byte => alphabet[byte % 32]).join('')}`
    },
    find,
    list: async () => {
      const { rows } = await pool.query<Row>(
        `select ${columns} from sign_in.account order by ended is not null, name, id`,
      )
      return rows.flatMap(row => toAccount(row) ?? [])
    },
    add: async (by, id, draft) => {
      if ((await find(id)) !== undefined)
        throw new AccountRefused('there', 'This person has an account already. Change that one.')
      await write(by, id, 0, 'account.added', draft, put(id, 1, draft))
    },
    change: async (by, id, version, draft) => {
      await known(id, false)
      await write(by, id, version, 'account.changed', draft, put(id, version + 1, draft))
    },
    end: async (by, id, version) => {
      await known(id, false)
      await write(by, id, version, 'account.ended', undefined, async transaction => {
        await transaction.query('update sign_in.account set ended = $2, version = $3 where id = $1', [
          id,
          clock(),
          version + 1,
        ])
        await transaction.query('delete from sign_in.session where person = $1', [id])
      })
    },
    reopen: async (by, id, version, draft) => {
      await known(id, true)
      await write(by, id, version, 'account.reopened', draft, put(id, version + 1, draft))
    },
  }
}

/** Makes the first administrator where nobody is one now; the operator says by a setting who it is. */
export async function ensureAdministrator(accounts: Accounts, subject: string, clock: () => Date): Promise<void> {
  const today = localDay(clock())
  const all = await accounts.list()
  if (all.some(({ roles, until, ended }) => ended === undefined && until >= today && roles.includes('administrator')))
    return
  await ensureAccount(accounts, { kind: 'setting', name: 'TOETSBAAR_FIRST_ADMINISTRATOR' }, subject, {
    name: 'First administrator',
    team: undefined,
    roles: ['administrator'],
    until: addDays(today, 90),
  })
}

/** Sees to it that a subject has an account as the draft says: adds it, opens it again, or renews what has passed. */
export async function ensureAccount(
  accounts: Accounts,
  by: Keeper,
  subject: string,
  draft: AccountDraft,
): Promise<void> {
  const id = accounts.idOf(subject)
  const found = await accounts.find(id)
  if (found === undefined) await accounts.add(by, id, draft)
  else if (found.ended !== undefined) await accounts.reopen(by, id, found.version, draft)
  else await accounts.change(by, id, found.version, draft)
}

function toAccount(row: Row | undefined): Account | undefined {
  if (row === undefined) return undefined
  return {
    id: row.id,
    name: row.name,
    team: row.team ?? undefined,
    roles: roles.filter(role => row.roles.includes(role)),
    until: row.until,
    version: row.version,
    ended: row.ended ?? undefined,
  }
}
