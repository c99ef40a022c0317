import { createHash } from 'node:crypto'

/** JSON with sorted keys and without spaces: the canonical bytes of plain data. Order in lists counts, order of keys does not. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** SHA-256 (hex) over the canonical bytes of a model's files by name. Comments and layout do not count. */
export function digestOf(files: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonical(files), 'utf8').digest('hex')
}
