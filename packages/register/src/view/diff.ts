import type { Dossier } from '../dossier.ts'
import type { Entry } from '../entry.ts'

/** One place at which two versions differ. A side is undefined where the place is not there. */
export type Difference = {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Every leaf at which two versions of a dossier differ, in order of path. List items with an id are followed by their id. */
export function diffVersions(entry: Entry, before: number, after: number): Difference[] {
  return diffDossiers(entry.versions[before - 1]?.dossier, entry.versions[after - 1]?.dossier)
}

/** The same for two dossiers on their own. */
export function diffDossiers(before: Dossier | undefined, after: Dossier | undefined): Difference[] {
  const one = new Map(leavesOf(before, ''))
  const other = new Map(leavesOf(after, ''))
  return [...new Set([...one.keys(), ...other.keys()])]
    .sort()
    .filter(path => one.get(path) !== other.get(path))
    .map(path => ({ path, before: one.get(path), after: other.get(path) }))
}

function leavesOf(value: unknown, path: string): [string, string][] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [idOf(item) ?? String(index), item])
    : Object.entries(value)
  if (members.length === 0) return [[path, '']]
  return members.flatMap(([name, member]) => leavesOf(member, path === '' ? name : `${path}.${name}`))
}

function idOf(item: unknown): string | undefined {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : undefined
}
