import type { Pool } from 'pg'
import type { Kind } from './identifier.ts'
import { someUpTo } from './rarity.ts'

/** A value that cases share. What it is stands on the page of each case; here it has a number only. */
export type SharedValue = { readonly id: string; readonly kind: Kind; readonly cases: readonly string[] }

/** Cases and the values that hang them together, in order of distance from the first. `cut`: there are more than are given. */
export type Network = {
  readonly cases: readonly { readonly case: string; readonly steps: number }[]
  readonly values: readonly SharedValue[]
  readonly cut: boolean
}

type Edge = { readonly kind: Kind; readonly value: string; readonly case_id: string }

/**
 * Breadth first from a case, over values that at most `someUpTo` other cases share: a value that hundreds share says little
 * and would join all with all. Likeness of names is not followed: it is for a person to judge.
 */
export async function networkAround(
  pool: Pool,
  start: string,
  { steps, cases: most }: { readonly steps: number; readonly cases: number },
): Promise<Network> {
  const found = new Map<string, number>([[start, 0]])
  const values = new Map<string, { kind: Kind; cases: Set<string> }>()
  let edge = [start]
  let cut = false
  for (let step = 1; step <= steps && edge.length > 0; step += 1) {
    const next: string[] = []
    for (const { kind, value, case_id } of await holders(pool, edge)) {
      const known = found.has(case_id)
      if (!known && found.size >= most) {
        cut = true
        continue
      }
      if (!known) {
        found.set(case_id, step)
        next.push(case_id)
      }
      const shared = values.get(value) ?? { kind, cases: new Set<string>() }
      values.set(value, shared)
      shared.cases.add(case_id)
    }
    edge = next
  }
  const joined = [...values.values()].filter(({ cases }) => cases.size > 1)
  return {
    cases: [...found].map(([id, distance]) => ({ case: id, steps: distance })),
    values: joined.map(({ kind, cases }, number) => ({ id: `${kind}-${number + 1}`, kind, cases: [...cases] })),
    cut,
  }
}

/** Who else holds what these cases hold, themselves included, where few enough do. */
async function holders(pool: Pool, ids: readonly string[]): Promise<readonly Edge[]> {
  const { rows } = await pool.query<Edge>(
    `with mine as (select distinct kind, value from links.identifier where case_id = any($1::uuid[])),
       held as (
         select mine.kind, mine.value, array(
           select case_id from links.identifier i where i.kind = mine.kind and i.value = mine.value
           order by case_id limit $2 + 2) as ids from mine)
     select kind, encode(value, 'hex') as value, unnest(ids) as case_id from held
     where cardinality(ids) between 2 and $2 + 1 order by kind, value, case_id`,
    [ids, someUpTo],
  )
  return rows
}
