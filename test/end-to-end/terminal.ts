import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Model } from '@toetsbaar/rulebook'
import { ended, refused } from './http.ts'
import { type Ended, type Story, said } from './stories.ts'

const root = join(import.meta.dirname, '..', '..')
const keys = { yes: { nl: 'j', en: 'y' }, no: { nl: 'n', en: 'n' }, 'dont-know': { nl: 'w', en: 'd' } } as const

/** Tells a story in a terminal, reads what it asks, and types what the story's citizen would. */
export async function inTerminal(story: Story, model: Model): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-terminal-'))
  const file = join(folder, 'story.txt')
  writeFileSync(file, story.text)
  try {
    const args = ['packages/cli/bin/toetsbaar.js', 'report', file, '--lang', story.lang, '--json']
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    let shown = ''
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString('utf8')
    })
    child.stdin.on('error', () => {})
    child.stderr.on('data', (part: Buffer) => {
      shown += part.toString('utf8')
      if (!/[:?] $/.test(shown)) return
      const typed = answerTo(shown, story, model)
      shown = ''
      child.stdin.write(`${typed}\n`)
    })
    const code = await new Promise<number | null>(done => child.once('exit', done))
    if (code === 2) return refused
    if (code !== 0) throw new Error(`toetsbaar report ended with ${code}: ${shown}`)
    return ended(JSON.parse(out))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What to type at a prompt: the observation is found by the sentence or the question that was shown last. */
function answerTo(shown: string, story: Story, model: Model): string {
  const texts = model.texts[story.lang]
  const confirming = /\[x\]/.test(shown)
  const candidates = model.observations.flatMap(({ id }) =>
    (confirming ? ['short', 'short-no'] : ['question']).flatMap(field => {
      const text = texts[`observation.${id}.${field}`]
      const at = text === undefined ? -1 : shown.lastIndexOf(text)
      return at === -1
        ? []
        : [{ id, at, length: text?.length ?? 0, read: field === 'short-no' ? ('no' as const) : ('yes' as const) }]
    }),
  )
  const [last] = candidates.sort((one, other) => other.at - one.at || other.length - one.length)
  if (last === undefined) throw new Error(`The terminal asked something that no observation asks:\n${shown}`)
  if (!confirming) return keys[said(story, last.id)][story.lang]
  const value = said(story, last.id, last.read)
  if (value === last.read) return ''
  return value === 'dont-know' ? keys['dont-know'][story.lang] : keys.no[story.lang]
}
