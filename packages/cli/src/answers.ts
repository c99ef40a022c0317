import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { ReadStream } from 'node:tty'
import type { Answers } from './console.ts'

/**
 * Lines from standard input, or from the terminal that the command was started in where standard input is something
 * else (a story). `undefined` where there is no such terminal.
 */
export function answersFrom(from: 'stdin' | 'terminal'): Answers | undefined {
  const input = from === 'stdin' ? process.stdin : terminal()
  if (input === undefined) return undefined
  const lines = createInterface({
    input,
    output: process.stderr,
    terminal: process.stderr.isTTY === true && from === 'stdin',
  })
  const waiting: ((line: string | undefined) => void)[] = []
  const typed: string[] = []
  let ended = false
  lines.on('line', line => {
    const next = waiting.shift()
    if (next === undefined) typed.push(line)
    else next(line)
  })
  lines.on('close', () => {
    ended = true
    for (const next of waiting.splice(0)) next(undefined)
  })
  return {
    ask(prompt) {
      lines.setPrompt(prompt)
      lines.prompt()
      const line = typed.shift()
      if (line !== undefined || ended) return Promise.resolve(line)
      return new Promise(resolve => waiting.push(resolve))
    },
    close() {
      lines.close()
      if (input instanceof ReadStream && input !== process.stdin) input.destroy()
    },
  }
}

function terminal(): ReadStream | undefined {
  let file: number
  try {
    file = openSync('/dev/tty', 'r')
  } catch {
    return undefined // Started without a terminal: by a script, a timer, a pipe over the network.
  }
  try {
    return new ReadStream(file)
  } catch {
    closeSync(file)
    return undefined
  }
}
