import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countedTo, someUpTo } from '@toetsbaar/links'
import { readConfig } from '@toetsbaar/server'
import type { Person } from '../packages/server/src/access.ts'
import { openHouse } from '../packages/server/src/house.ts'
import { startPostgres } from '../packages/server/src/postgres.ts'
import { openSecrets } from '../packages/server/src/secrets.ts'
import { dataFolder } from './end-to-end/service.ts'

const root = join(import.meta.dirname, '..')

type Planted = {
  readonly groups: readonly { readonly kind: string; readonly cases: readonly { readonly id: string }[] }[]
}

/** Pairs of cases that share something: how many were planted, found, and found rightly. */
export type Shared = { planted: number; found: number; right: number }

/**
 * Seeds invented cases by the command, lets the link finder take them in under its permit, and asks it for the links of every
 * case that shares something, and of as many that share nothing. What is exact and what is only alike are counted apart.
 */
export async function linksInSeed(
  count: number,
  seed: number,
): Promise<{ readonly exact: Shared; readonly alike: Shared }> {
  const data = dataFolder()
  const env = { TOETSBAAR_DATA: data.path, TOETSBAAR_TEAMS: 'Noord' }
  const truthFile = join(data.path, 'truth.json')
  const options = ['--count', String(count), '--seed', String(seed), '--truth', truthFile]
  const seeded = spawnSync('node', [join(root, 'packages/cli/bin/toetsbaar.js'), 'desk', 'seed', ...options], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (seeded.status !== 0) throw new Error(`The seed failed: ${seeded.stderr}`)
  const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Planted
  const config = readConfig(root, data.path, env)
  const postgres = await startPostgres({ dataDir: join(data.path, 'postgres') })
  const urls = { app: postgres.url, owner: postgres.ownerUrl }
  const house = await openHouse(config, openSecrets(data.path, undefined), urls)
  try {
    const taken = await house.links.catchUp()
    if (taken !== count) throw new Error(`${count} cases were seeded and ${JSON.stringify(taken)} taken in`)
    const auditor: Person = {
      id: 'p-test',
      name: '',
      role: 'auditor',
      roles: ['auditor'],
      team: undefined,
      until: undefined,
    }
    const planted = { exact: new Set<string>(), alike: new Set<string>() }
    for (const { kind, cases } of truth.groups)
      for (const one of cases) {
        const others = cases.filter(other => other.id !== one.id)
        for (const pair of told(
          kind,
          one.id,
          others.length,
          others.map(other => other.id),
        ))
          planted[sortOf(kind)].add(pair)
      }
    const sharing = new Set(truth.groups.flatMap(group => group.cases.map(one => one.id)))
    const { rows } = await house.pool.query<{ id: string }>('select case_id as id from casefile.list order by case_id')
    const others = rows.map(row => row.id).filter(id => !sharing.has(id))
    const found = { exact: new Set<string>(), alike: new Set<string>() }
    for (const id of [...sharing, ...others.slice(0, sharing.size)])
      for (const { kind, others: count, cases } of (await house.links.links(auditor, id)).links)
        for (const pair of told(kind, id, count, cases)) found[sortOf(kind)].add(pair)
    const counted = (which: 'exact' | 'alike'): Shared => ({
      planted: planted[which].size,
      found: found[which].size,
      right: planted[which].intersection(found[which]).size,
    })
    return { exact: counted('exact'), alike: counted('alike') }
  } finally {
    await house.links.stop()
    await house.close()
    await postgres.stop()
    data.remove()
  }
}

const sortOf = (kind: string) => (kind === 'name-place' ? 'alike' : 'exact')

/** What a link comes to: each other case by its id; where so many share it that it says little, how many they are. */
function told(kind: string, id: string, others: number, cases: readonly string[]): readonly string[] {
  if (others > someUpTo) return [`${kind} ${id} ${Math.min(others, countedTo)} others`]
  return cases.map(other => `${kind} ${id} ${other}`)
}
