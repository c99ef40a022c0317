/** Cuts a list at a separator, but not inside brackets or quotes. */
const cut = (text: string, separator: string): readonly string[] => {
  const parts = ['']
  let depth = 0
  for (const piece of text.match(/"[^"]*"|'[^']*'|[()[\]]|[^"'()[\]]/g) ?? []) {
    if (piece === '(' || piece === '[') depth++
    if (piece === ')' || piece === ']') depth--
    if (piece === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

/** What a selector asks for: without what it excludes. */
const withoutNot = (selector: string): string => {
  const at = selector.indexOf(':not(')
  if (at === -1) return selector
  let depth = 0
  let end = at + 4
  do {
    if (selector[end] === '(') depth++
    if (selector[end] === ')') depth--
    end++
  } while (depth > 0 && end < selector.length)
  return withoutNot(selector.slice(0, at) + selector.slice(end))
}

const reaches = (selector: string, worn: ReadonlySet<string>): boolean =>
  (withoutNot(selector).match(/\.(?:nl|utrecht)-[\w-]+/g) ?? []).every(name => worn.has(name.slice(1)))

/** Where the block that opens at `open` closes. */
const closing = (css: string, open: number): number => {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  throw new Error('The style sheet has a block that does not close.')
}

/**
 * A minified style sheet without the rules that no element can match: those for classes of the design system
 * (`nl-*`, `utrecht-*`) that are not worn. What is excluded by `:not()` does not count as asked for.
 */
export const prune = (css: string, worn: ReadonlySet<string>): string => {
  const open = css.indexOf('{')
  if (open === -1) return css
  const start = css.lastIndexOf(';', open) + 1
  const head = css.slice(start, open)
  const end = closing(css, open)
  const body = css.slice(open + 1, end)
  const before = css.slice(0, start)
  const after = prune(css.slice(end + 1), worn)
  if (head.startsWith('@media') || head.startsWith('@supports')) {
    const inner = prune(body, worn)
    return before + (inner === '' ? '' : `${head}{${inner}}`) + after
  }
  if (head.startsWith('@')) return before + css.slice(start, end + 1) + after
  const kept = cut(head, ',').filter(selector => reaches(selector, worn))
  return before + (kept.length === 0 ? '' : `${kept.join(',')}{${body}}`) + after
}
