import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isCollection, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { type Fault, Faults } from './fault.ts'

export type Path = readonly (string | number)[]

/** A YAML file of a model, read once, in which every value can be pointed at. */
export type SourceFile = {
  readonly name: string
  readonly value: unknown
  /** A fault at the value under `path`, or at the nearest thing above it that exists. */
  fault(path: Path, message: string): Fault
}

/** Reads a file. Throws `ModelError` where it does not exist or is no YAML; duplicate keys count as no YAML. */
export function readSourceFile(directory: string, name: string): SourceFile {
  const path = join(directory, name)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    const faults = new Faults()
    faults.add({ file: path, line: 1, column: 1, message: `the file cannot be read; a model needs a ${name}` })
    faults.settle()
    throw new Error('unreachable')
  }
  return parseSourceFile(path, text)
}

/** Parses the text of a file; `name` is what faults call it. */
function parseSourceFile(name: string, text: string): SourceFile {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true })
  const faults = new Faults()
  // The first fault; what follows is mostly its echo.
  for (const error of document.errors.slice(0, 1)) {
    const { line, col } = counter.linePos(error.pos[0])
    const first = error.message.split('\n')[0] ?? error.message
    const said = first.replace(/ at line \d+, column \d+:?$/, '')
    faults.add({ file: name, line, column: col, message: `this is not good YAML: ${said}; correct the line` })
  }
  faults.settle()
  const place = (path: Path) => {
    const { line, col } = counter.linePos(offsetAt(document.contents, path))
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  return {
    name,
    value: document.toJS(),
    fault: (path, message) => ({ file: name, ...place(path), message }),
  }
}

function offsetAt(root: Node | null, path: Path): number {
  let node: unknown = root
  let offset = startOf(root)
  for (const key of path) {
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find(p => isPair(p) && isScalar(p.key) && String(p.key.value) === String(key))
      if (pair === undefined) break
      const last = key === path[path.length - 1]
      offset = startOf(last ? pair.key : pair.value) ?? offset
      node = pair.value
    } else {
      const item: unknown = node.items[Number(key)]
      if (item === undefined) break
      node = item
      offset = startOf(item)
    }
  }
  return offset
}

function startOf(node: unknown): number {
  if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
    const start: unknown = node.range[0]
    if (typeof start === 'number') return start
  }
  return 0
}
