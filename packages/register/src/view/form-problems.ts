import type { z } from 'zod'
import { type Act, type ActName, actSchema } from '../act.ts'
import type { Actor } from '../actor.ts'
import { type Dossier, dossierSchema } from '../dossier.ts'
import { drawForm, type FormField, type FormNode, readTyped, type Typed, typedOf } from './form.ts'
import { actShape, type DossierPart, dossierParts, newShape, type ObjectShape, partShape } from './form-shape.ts'

/** What is wrong with a field of a form. */
export type FormProblem = {
  readonly field: string
  readonly code:
    | 'required'
    | 'placeholder'
    | 'number'
    | 'date'
    | 'moment'
    | 'digest'
    | 'email'
    | 'url'
    | 'identifier'
    | 'choose'
    | 'out-of-range'
    | 'too-long'
}

export type Filled<Value> = { readonly value: Value } | { readonly problems: readonly FormProblem[] }

/** A dossier with one part of it as a form says it; or what is wrong in that part. */
export function fillPart(before: Dossier, part: DossierPart, typed: Typed): Filled<Dossier> {
  const shape = partShape(part)
  const said = readTyped(shape, typed)
  const names: readonly string[] = dossierParts[part]
  const kept = Object.entries(before).filter(([name]) => !names.includes(name))
  return filled(dossierSchema, { ...Object.fromEntries(kept), ...(said ?? {}) }, shape, typed)
}

/** A new dossier by its first words. Who proposes it is its author. */
export function fillNew(author: string, typed: Typed): Filled<Dossier> {
  const shape = newShape()
  const said = readTyped(shape, typed)
  return filled(dossierSchema, { schema: 1, authors: [author], ...(said ?? {}) }, shape, typed)
}

/** An act as a form says it. `fixed` is what the form does not ask; `shape` what it asks, all of it unless stated. */
export function fillAct(
  act: ActName,
  by: Actor,
  at: string,
  fixed: object,
  typed: Typed,
  shape: ObjectShape = actShape(act),
): Filled<Act> {
  return filled(actSchema, { ...(readTyped(shape, typed) ?? {}), ...fixed, act, by, at }, shape, typed)
}

/** What a part of a dossier shows in its form. */
export function partTyped(dossier: Dossier, part: DossierPart): Typed {
  return typedOf(partShape(part), dossier)
}

function filled<Value>(schema: z.ZodType<Value>, value: unknown, shape: ObjectShape, typed: Typed): Filled<Value> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { value: parsed.data }
  const fields = fieldsOf(drawForm(shape, typed))
  const problems = parsed.error.issues.map(issue => problemOf(issue, fields, typed))
  return { problems: problems.filter(({ field }, index) => problems.findIndex(one => one.field === field) === index) }
}

export function fieldsOf(nodes: readonly FormNode[]): readonly FormField[] {
  return nodes.flatMap(node => (node.kind === 'group' ? fieldsOf(node.members) : [node]))
}

/** The field that an issue of the schema is about: itself, the one it lies in, or the first that it asks for. */
function problemOf(issue: z.core.$ZodIssue, fields: readonly FormField[], typed: Typed): FormProblem {
  const at = issue.path.join('.')
  const found =
    fields.find(({ name }) => name === at) ??
    fields.find(({ name }) => at.startsWith(`${name}.`)) ??
    fields.find(({ name }) => at === '' || name.startsWith(`${at}.`)) ??
    fields[0]
  const field = found?.name ?? at
  return { field, code: codeOf(issue, found, (typed[field] ?? '').trim() === '') }
}

function codeOf(issue: z.core.$ZodIssue, field: FormField | undefined, empty: boolean): FormProblem['code'] {
  const chosen = field?.kind === 'choice' || field?.kind === 'several' || field?.kind === 'yes-no'
  if (chosen) return 'choose'
  if (empty) return 'required'
  if (issue.code === 'custom') return 'placeholder'
  if (field?.kind === 'number')
    return issue.code === 'too_big' || issue.code === 'too_small' ? 'out-of-range' : 'number'
  if (field?.kind === 'date' || field?.kind === 'moment' || field?.kind === 'digest') return field.kind
  if (issue.code === 'too_big') return 'too-long'
  if (issue.code !== 'invalid_format') return 'required'
  if (issue.format === 'email') return 'email'
  if (issue.format === 'url') return 'url'
  return field?.kind === 'pairs' ? 'digest' : 'identifier'
}
