/** What has one canonical text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

/**
 * The one text of a value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them (RFC 8785).
 * Members that are undefined are left out, as JSON.stringify does. Throws TypeError on what I-JSON cannot say:
 * NaN, infinities, half a surrogate pair, functions.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) {
        throw new TypeError(
          'A text holds half a surrogate pair and has no canonical form; call toWellFormed() where it comes in',
        )
      }
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value))
        throw new TypeError(`${value} has no canonical form; write it as a text or leave it out`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
      return canonicalObject(value)
    default:
      throw new TypeError(`A value of type ${typeof value} has no canonical form`)
  }
}

function canonicalObject(value: object): string {
  const members: string[] = []
  for (const name of Object.keys(value).sort()) {
    const member: unknown = value[name as keyof typeof value]
    if (member !== undefined) members.push(`${canonicalJson(name)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}
