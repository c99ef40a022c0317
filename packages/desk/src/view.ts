import type { Pool } from 'pg'
import type { QueueFilter, QueueQuery } from './queue.ts'

/** A way to look at the queue that was saved under a name, for its owner or for a whole team. */
export type View = {
  readonly id: number
  readonly name: string
  readonly query: ViewQuery
  /** The team that sees it; undefined: only its owner. */
  readonly team: string | undefined
  /** Whether the asker may remove it. */
  readonly own: boolean
}

/** What is saved: what to look for and in which order, never who looked or where they were. */
export type ViewQuery = { readonly filter?: QueueFilter } & Pick<QueueQuery, 'sort' | 'order'>

/** Who asks: their id, and the teams that they are in. */
export type ViewOwner = { readonly id: string; readonly teams: readonly string[] }

export type Views = {
  /** Own views and those of the own teams, by name. */
  list(owner: ViewOwner): Promise<readonly View[]>
  /** Saves one; with `team` for everybody in it. A view of the same owner, name and team is replaced. Throws `ViewError`. */
  save(owner: ViewOwner, view: Pick<View, 'name' | 'query'> & { readonly team?: string }): Promise<View>
  /** Removes an own view; false where there is none. A team lead removes those of the team with `lead`. */
  remove(owner: ViewOwner, id: number, lead?: boolean): Promise<boolean>
}

/** The view cannot be saved; `message` says why. */
export class ViewError extends Error {
  override name = 'ViewError'
}

const longestName = 60
/** More than this nobody finds anything in. */
const mostViews = 50

type Stored = { id: string | number; name: string; query: ViewQuery; team: string | null; own: boolean }

export function openViews(pool: Pool, clock: () => Date): Views {
  return {
    list: async ({ id, teams }) => {
      const { rows } = await pool.query<Stored>(
        `select id, name, query, team, owner = $1 as own from desk.view
         where owner = $1 or team = any($2) order by lower(name), id`,
        [id, teams],
      )
      return rows.map(toView)
    },
    save: async ({ id, teams }, { name: typed, query, team }) => {
      const name = typed.trim()
      if (name === '' || name.length > longestName)
        throw new ViewError(`Give the view a name of at most ${longestName} characters.`)
      if (team !== undefined && !teams.includes(team)) throw new ViewError(`You are not in team "${team}".`)
      const { filter, sort, order } = query
      const kept = JSON.stringify({ filter, sort, order })
      const saved = await pool.query<Stored>(
        `with gone as (
           delete from desk.view where owner = $1 and name = $2 and team is not distinct from $3
         )
         insert into desk.view (owner, name, team, query, made)
         select $1, $2, $3, $4, $5 where (select count(*) from desk.view where owner = $1 and name <> $2) < $6
         returning id, name, query, team, true as own`,
        [id, name, team ?? null, kept, clock(), mostViews],
      )
      const [row] = saved.rows
      if (row === undefined) throw new ViewError(`You have ${mostViews} views. Remove one first.`)
      return toView(row)
    },
    remove: async ({ id, teams }, view, lead = false) => {
      const { rowCount } = await pool.query(
        'delete from desk.view where id = $1 and (owner = $2 or ($3 and team = any($4)))',
        [view, id, lead, teams],
      )
      return (rowCount ?? 0) > 0
    },
  }
}

function toView({ id, name, query, team, own }: Stored): View {
  return { id: Number(id), name, query, team: team ?? undefined, own }
}
