import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseCheckpoint, type TreeHead, type WitnessMemory } from '@toetsbaar/ledger'
import { BadInput } from './console.ts'

/**
 * Lends the memory of a witness that keeps it in a file. One command at a time: who comes second is told, so that two never
 * sign two histories. The file is flushed and put in place in one step before anything is signed.
 */
export async function withWitnessFile<Result>(
  file: string,
  origin: string,
  work: (memory: WitnessMemory) => Promise<Result>,
): Promise<Result> {
  const lock = `${file}.lock`
  try {
    closeSync(openSync(lock, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new BadInput(
      `--state: ${lock} is there: another witness command is at work, or one was killed. If none runs, remove it and try again`,
    )
  }
  try {
    return await work({
      last: async () => read(file, origin),
      keep: async (head, before) => {
        const last = read(file, origin)
        if (last?.size !== before?.size || last?.root.toString('hex') !== before?.root.toString('hex')) return false
        write(file, head)
        return true
      },
    })
  } finally {
    rmSync(lock, { force: true })
  }
}

function read(file: string, origin: string): TreeHead | undefined {
  if (!existsSync(file)) return undefined
  const head = parse(readFileSync(file, 'utf8'))
  if (head === undefined)
    throw new BadInput(`--state: ${file} is damaged; a witness that forgot cannot vouch. Put it back from a backup`)
  if (head.origin !== origin)
    throw new BadInput(
      `--state: ${file} remembers the log ${head.origin}, not ${origin}; give each log a file of its own`,
    )
  return head
}

function parse(content: string): TreeHead | undefined {
  try {
    const { text, check } = JSON.parse(content) as { text: string; check: string }
    return digest(text) === check ? parseCheckpoint(text) : undefined
  } catch {
    return undefined
  }
}

function write(file: string, { origin, size, root }: TreeHead): void {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  writeFileSync(`${file}.new`, JSON.stringify({ text, check: digest(text) }), { flush: true, mode: 0o600 })
  renameSync(`${file}.new`, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
