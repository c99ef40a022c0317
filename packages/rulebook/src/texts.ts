import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { ModelFile, textsFile } from './schema.ts'
import type { Path, SourceFile } from './source-file.ts'

/** Flattens kind, id and field to `kind.id.field`; a list becomes `kind.id.field.1`, `.2` and so on. */
export function flatten(value: z.infer<typeof textsFile>): { key: string; text: string; path: Path }[] {
  return Object.entries(value).flatMap(([kind, entries]) =>
    Object.entries(entries).flatMap(([id, fields]) =>
      typeof fields === 'string'
        ? [{ key: `${kind}.${id}`, text: fields, path: [kind, id] }]
        : Object.entries(fields).flatMap(([field, text]) =>
            typeof text === 'string'
              ? [{ key: `${kind}.${id}.${field}`, text, path: [kind, id, field] }]
              : text.map((one, i) => ({
                  key: `${kind}.${id}.${field}.${i + 1}`,
                  text: one,
                  path: [kind, id, field, i],
                })),
          ),
    ),
  )
}

/** The keys that a model needs a text for, in each language. `outcome.<id>.do.1` stands for one or more steps. */
export function neededTexts(file: ModelFile, observations: readonly string[]): string[] {
  const each = (kind: string, ids: readonly string[], fields: readonly string[]) =>
    ids.flatMap(id => fields.map(field => `${kind}.${id}.${field}`))
  const idsOf = (list: readonly { id: string }[] | undefined) => (list ?? []).map(x => x.id)
  return [
    'model.title',
    'model.summary',
    'model.reader',
    ...each('observation', observations, ['question', 'short', 'short-no', 'help', 'why']),
    ...each('list', idsOf(file.lists), ['title', 'provenance', 'correction']),
    ...each('conclusion', file.conclusions, ['short', 'short-no']),
    ...each('outcome', [...file.outcomes, 'unclear'], ['title', 'summary', 'say', 'do.1']),
    ...each('rule', idsOf(file.rules), ['reason']),
    ...each('exception', idsOf(file.exceptions), ['reason']),
    ...each('priority', idsOf(file.priorities), ['reason']),
    ...each('undecided', idsOf(file.undecided), ['reason']),
    ...each('gap', idsOf(file.gaps), ['reason']),
    ...each('source', idsOf(file.sources), ['title']),
    ...each('slot', idsOf(file.slots), ['label', 'hint']),
  ]
}

/** What is missing in a text file, and what speaks of something that the model lacks. */
export function textFaults(source: SourceFile, found: ReturnType<typeof flatten>, needed: readonly string[]): Fault[] {
  const have = new Set(found.map(t => t.key))
  const want = new Set(needed)
  const missing = needed
    .filter(key => !have.has(key))
    .map(key => source.fault(key.split('.'), `the text "${key}" is missing; write it here`))
  const surplus = found
    .filter(t => !want.has(t.key) && !/^outcome\.[^.]+\.do\.\d+$/.test(t.key))
    .map(t => source.fault(t.path, `nothing in model.yaml asks for the text "${t.key}"; correct the key or remove it`))
  return [...missing, ...surplus]
}
