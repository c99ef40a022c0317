import { answersFrom } from './answers.ts'
import { commands, run } from './commands.ts'
import { BadInput, type Console, exit } from './console.ts'

const console: Console = {
  stdin: async () => {
    process.stdin.setEncoding('utf8')
    let text = ''
    for await (const part of process.stdin) text += part
    return text
  },
  out: text => {
    process.stdout.write(text)
  },
  err: text => {
    process.stderr.write(text)
  },
  answers: answersFrom,
}

// A reader that went away (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exit.done)
  throw error
})

try {
  process.exitCode = await run(process.argv.slice(2), commands, console)
} catch (error) {
  if (error instanceof BadInput) {
    console.err(`toetsbaar: ${error.message}\n`)
    process.exitCode = exit.badInput
  } else {
    console.err(
      `toetsbaar: a fault of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = exit.ourFault
  }
}
