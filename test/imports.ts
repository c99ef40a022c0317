import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

/** One import in one file: `typesOnly` when nothing of it remains at run time. */
export type Import = {
  readonly file: string
  readonly line: number
  readonly specifier: string
  readonly typesOnly: boolean
}

/** What a package may import of the others: their values and types, or their types alone. */
export type Allowed = { readonly all: readonly string[]; readonly typesOnly: readonly string[] }

/** Who may import whom. ARCHITECTURE.md prints the same table, and a test compares the two. */
export const allowed: Readonly<Record<string, Allowed>> = {
  argumentation: { all: [], typesOnly: [] },
  extraction: { all: [], typesOnly: [] },
  ledger: { all: [], typesOnly: [] },
  rulebook: { all: ['argumentation'], typesOnly: [] },
  register: { all: ['ledger'], typesOnly: [] },
  inquiry: { all: ['argumentation', 'rulebook'], typesOnly: ['extraction'] },
  casefile: { all: ['ledger'], typesOnly: ['inquiry'] },
  desk: { all: ['casefile', 'ledger'], typesOnly: [] },
  links: { all: ['ledger'], typesOnly: [] },
  lists: { all: ['ledger'], typesOnly: [] },
  web: { all: [], typesOnly: ['argumentation', 'casefile', 'desk', 'extraction', 'inquiry', 'register', 'rulebook'] },
  server: {
    all: [
      'argumentation',
      'casefile',
      'desk',
      'extraction',
      'inquiry',
      'ledger',
      'links',
      'lists',
      'register',
      'rulebook',
      'web',
    ],
    typesOnly: [],
  },
  cli: {
    all: ['argumentation', 'casefile', 'desk', 'extraction', 'inquiry', 'ledger', 'register', 'rulebook', 'server'],
    typesOnly: [],
  },
}

/** Every import, re-export and dynamic import of a TypeScript source. */
export function importsOf(file: string, source: string): Import[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Expression | undefined, typesOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    found.push({ file, line, specifier: specifier.text, typesOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, onlyTypes(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every(element => element.isTypeOnly)
  )
}

/** All TypeScript sources below a folder, as paths relative to it with forward slashes. */
export function sources(root: string, folder = root): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    if (name === 'node_modules' || name.startsWith('.')) return []
    if (statSync(path).isDirectory()) return sources(root, path)
    return /\.tsx?$/.test(name) ? [relative(root, path).split(sep).join('/')] : []
  })
}

/** What breaks the table: one sentence each, with file, line and what to do. `doors` are the addresses that packages export. */
export function violations(imports: readonly Import[], doors: readonly string[]): string[] {
  return imports.flatMap(found => {
    const [where, owner] = found.file.split('/')
    if (where !== 'packages' || owner === undefined) return []
    const at = `${found.file}:${found.line}`
    if (!(owner in allowed)) return [`${at}: package ${owner} is not in the table of who may import whom; add a row`]
    if (found.specifier.startsWith('.')) return escapes(found, owner, at)
    const match = /^@toetsbaar\/([^/]+)/.exec(found.specifier)
    const target = match?.[1]
    if (target === undefined || target === owner) return []
    if (!doors.includes(found.specifier))
      return [`${at}: ${found.specifier} is a deep import; import what @toetsbaar/${target} exports`]
    const table = allowed[owner]
    if (table?.all.includes(target)) return []
    if (table?.typesOnly.includes(target))
      return found.typesOnly ? [] : [`${at}: ${owner} may import only the types of ${target}; write "import type"`]
    return [`${at}: ${owner} may not import ${target}`]
  })
}

function escapes(found: Import, owner: string, at: string): string[] {
  const folder = found.file.split('/').slice(0, -1)
  for (const part of found.specifier.split('/')) {
    if (part === '..') folder.pop()
    else if (part !== '.') folder.push(part)
  }
  if (folder[0] === 'packages' && folder[1] === owner) return []
  const inSource = found.file.startsWith(`packages/${owner}/src/`)
  if (!inSource && folder[0] === 'test') return []
  // A test may stand on the test world of a package that its own package may use.
  const [where, other = '', part] = folder
  if (!inSource && where === 'packages' && part === 'test' && allowed[owner]?.all.includes(other) === true) return []
  return [`${at}: ${found.specifier} leaves the package ${owner}; import another package by its name`]
}
