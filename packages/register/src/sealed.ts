import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { digestOf, sha256 } from './digest.ts'

/** The parts that a version licenses by name (model, weights, thresholds, prompts, configuration), each as a SHA-256 in hexadecimal. */
export type Parts = Readonly<Record<string, string>>

/** The one digest that a permit is about. It changes with any part, and with the name or number of parts. */
export function licensedDigest(parts: Parts): string {
  return digestOf({ parts })
}

/**
 * Digests of the files that lie under the given names of parts: `{ model: ['models/x/2019-03-01'] }` gives `{ model: '…' }`.
 * A folder counts with every file below it, in order of path; the bytes and the path of each file count.
 * Throws where a path does not exist: what cannot be read cannot be licensed.
 */
export function sealParts(root: string, files: Readonly<Record<string, readonly string[]>>): Parts {
  const parts: Record<string, string> = {}
  for (const [name, paths] of Object.entries(files)) {
    const found = paths.flatMap(path => filesBelow(join(root, path))).sort()
    if (found.length === 0)
      throw new Error(`Part "${name}" has no files. Name a file or folder in the dossier under runs.files.`)
    parts[name] = digestOf(
      found.map(path => ({ path: relative(root, path).split(sep).join('/'), sha256: sha256(readFileSync(path)) })),
    )
  }
  return parts
}

/** Names of the parts that are not the same in both, in order: changed, added or gone. */
export function differingParts(one: Parts, other: Parts): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter(name => one[name] !== other[name]).sort()
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => !entry.name.startsWith('.'))
    .flatMap(entry => filesBelow(join(path, entry.name)))
}
