import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { type Person, type Role, roles } from '../access.ts'
import { localDay } from '../local-day.ts'

const minute = 60_000
/** Without a request for so long, a session is over; and after so long in any case. */
const idleMs = 30 * minute
const longestMs = 10 * 60 * minute

/** Who is signed in at the desk, kept on the server: what is ended here is ended everywhere, at once. */
export type Sessions = {
  /** A new session; gives what the cookie holds. `idToken` is told to the provider at signing out. */
  begin(person: string, role: Role, idToken: string | undefined): Promise<string>
  /**
   * Whose session it is; undefined where there is none, where it lay idle for 30 minutes or is older than 10 hours, and
   * where the account or its role ended since.
   */
  who(token: string): Promise<Person | undefined>
  /** Ends it; gives the id token that it began with. */
  end(token: string): Promise<string | undefined>
}

export type SessionsOptions = {
  readonly pool: Pool
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
}

type Row = {
  id: string
  name: string
  team: string | null
  roles: string[]
  until: string
  role: string
  seen: Date
}

export function openSessions({ pool, clock, random }: SessionsOptions): Sessions {
  return {
    begin: async (person, role, idToken) => {
      const now = clock()
      await pool.query('delete from sign_in.session where seen < $1 or begun < $2', [
        new Date(now.getTime() - idleMs),
        new Date(now.getTime() - longestMs),
      ])
      const token = Buffer.from(random(32)).toString('base64url')
      await pool.query(
        'insert into sign_in.session (token, person, role, begun, seen, id_token) values ($1, $2, $3, $4, $4, $5)',
        [hashOf(token), person, role, now, idToken ?? null],
      )
      return token
    },
    who: async token => {
      const now = clock()
      const { rows } = await pool.query<Row>(
        `select account.id, name, team, roles, to_char(until, 'YYYY-MM-DD') as until, role, seen
         from sign_in.session join sign_in.account on account.id = person
         where token = $1 and ended is null and until >= $2::date and role = any(roles) and seen > $3 and begun > $4`,
        [hashOf(token), localDay(now), new Date(now.getTime() - idleMs), new Date(now.getTime() - longestMs)],
      )
      const [row] = rows
      const role = roles.find(each => each === row?.role)
      if (row === undefined || role === undefined) return undefined
      // Once a minute is enough to know that somebody is there.
      if (now.getTime() - row.seen.getTime() > minute)
        await pool.query('update sign_in.session set seen = $2 where token = $1', [hashOf(token), now])
      return {
        id: row.id,
        name: row.name,
        role,
        roles: roles.filter(each => row.roles.includes(each)),
        team: row.team ?? undefined,
        until: row.until,
      }
    },
    end: async token => {
      const { rows } = await pool.query<{ id_token: string | null }>(
        'delete from sign_in.session where token = $1 returning id_token',
        [hashOf(token)],
      )
      return rows[0]?.id_token ?? undefined
    },
  }
}

/** The token has 256 random bits, so a plain hash gives nothing away. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
