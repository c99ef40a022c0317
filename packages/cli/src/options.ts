import { BadInput } from './console.ts'

export type Options = {
  /** Words that belong to no option, in order. */
  readonly words: readonly string[]
  value(name: string): string | undefined
  flag(name: string): boolean
}

/**
 * Reads `--name value`, `--name=value` and flags. A value may begin with a hyphen (`--known -paid`), as facts do.
 * Throws `BadInput` on an option that the command lacks, or one without its value.
 */
export function readOptions(
  args: readonly string[],
  allowed: { readonly values: readonly string[]; readonly flags: readonly string[] },
): Options {
  const words: string[] = []
  const values = new Map<string, string>()
  const flags = new Set<string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [name = '', given] = splitOnce(arg.slice(2))
    if (allowed.flags.includes(name)) {
      if (given !== undefined) throw new BadInput(`--${name} takes no value; leave out "=${given}"`)
      flags.add(name)
    } else if (allowed.values.includes(name)) {
      const value = given ?? args[++i]
      if (value === undefined) throw new BadInput(`--${name} needs a value after it`)
      values.set(name, value)
    } else {
      const known = [...allowed.values, ...allowed.flags].map(n => `--${n}`).join(', ')
      throw new BadInput(`there is no option --${name} here; choose from ${known}`)
    }
  }
  return { words, value: name => values.get(name), flag: name => flags.has(name) }
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
