import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BICYCLE = join(import.meta.dirname, 'bicycle/2020-01-01')

/** A change of one file: the text `from`, which must stand there, becomes `to`. */
export type Seed = { readonly file: string; readonly from: string; readonly to: string }

/** A copy of the small model about a borrowed bicycle, with faults sown in. Gives its folder. */
export function seeded(...seeds: readonly Seed[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'model-')), '2020-01-01')
  cpSync(BICYCLE, folder, { recursive: true })
  for (const { file, from, to } of seeds) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`the bicycle's ${file} has no "${from}"`)
    writeFileSync(path, text.replace(from, to))
  }
  return folder
}

/** A message without the folder in which the copy happens to lie. */
export function placed(message: string, folder: string): string {
  return message.replaceAll(`${folder}/`, '')
}
