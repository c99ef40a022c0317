import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadModel, type Model, ModelError } from '@toetsbaar/rulebook'
import { BadInput } from './console.ts'

const ROOT = resolve(import.meta.dirname, '../../../models')

/** What a day asks for: a model, or the first day from which there is one. */
export type Choice = { readonly model: Model } | { readonly before: string }

/** Every model as `subject/day`, in order. */
export function modelIds(): string[] {
  return folders(ROOT).flatMap(subject =>
    folders(join(ROOT, subject))
      .filter(day => existsSync(join(ROOT, subject, day, 'model.yaml')))
      .map(day => `${subject}/${day}`),
  )
}

/** The folder of a model among our own. */
export function modelFolder(model: Model): string {
  return join(ROOT, model.subject, model.from)
}

/**
 * The model that is meant: `subject/day`, a folder with a model.yaml, or a subject alone, of which the law of `date`
 * is taken. Throws `BadInput` on an unknown one and on one that cannot be loaded.
 */
export function chooseModel(id: string, date: string): Choice {
  const ids = modelIds()
  if (ids.includes(id)) return { model: load(join(ROOT, id)) }
  if (existsSync(join(id, 'model.yaml'))) return { model: load(resolve(id)) }
  const days = ids.filter(i => i.startsWith(`${id}/`)).map(i => i.slice(id.length + 1))
  const [first] = days
  if (first === undefined) throw new BadInput(`--model: there is no model "${id}"; choose from ${ids.join(', ')}`)
  const day = days.filter(d => d <= date).at(-1)
  return day === undefined ? { before: first } : { model: load(join(ROOT, id, day)) }
}

function load(directory: string): Model {
  try {
    return loadModel(directory)
  } catch (error) {
    if (error instanceof ModelError) throw new BadInput(`the model cannot be loaded\n${error.message}`)
    throw error
  }
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
}
