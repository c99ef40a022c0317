import { BadInput, type Console, exit } from './console.ts'

/** Runs one command with the words that follow its name; gives the exit code. */
export type Command = (args: string[], console: Console) => Promise<number>

export type CommandTable = Readonly<Record<string, { readonly does: string; readonly load: () => Promise<Command> }>>

/** All commands. A command's code is loaded only when it is called, so that the small ones start at once. */
export const commands: CommandTable = {
  report: {
    does: 'read a story, show what was read, ask what still matters, advise and explain',
    load: async () => (await import('./report.ts')).report,
  },
  extract: {
    does: 'observations and entities in a text, with quotes',
    load: async () => (await import('./extract.ts')).extract,
  },
  advise: { does: 'the advice for a set of facts', load: async () => (await import('./advise.ts')).advise },
  theory: {
    does: 'assess a theory file, or plan its questions',
    load: async () => (await import('./theory.ts')).theory,
  },
  model: {
    does: 'check, test, compare and draw legal models',
    load: async () => (await import('./model.ts')).model,
  },
  case: {
    does: 'replay a case, rebuild lists, erase what is due',
    load: async () => (await import('./case.ts')).case_,
  },
  desk: {
    does: 'invented cases, decisions against the advice, figures of oversight',
    load: async () => (await import('./desk/desk.ts')).desk,
  },
  ledger: {
    does: 'verify, prove, export and witness the ledger',
    load: async () => (await import('./ledger.ts')).ledger,
  },
  register: {
    does: 'dossiers, their life cycle, permits and publication',
    load: async () => (await import('./register.ts')).register,
  },
}

/** Finds the command and runs it; throws `BadInput` on a command that does not exist. */
export async function run(args: string[], table: CommandTable, console: Console): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.out(usage(table))
    return name === undefined ? exit.badInput : exit.done
  }
  const command = table[name]
  if (command === undefined) {
    const names = Object.keys(table).join(', ')
    throw new BadInput(`there is no command "${name}"; choose from ${names}, or see toetsbaar --help`)
  }
  return (await command.load())(rest, console)
}

function usage(table: CommandTable): string {
  const rows = Object.entries(table).map(([name, { does }]) => `  toetsbaar ${name.padEnd(10)} ${does}`)
  return [
    'Toetsbaar: a story in, an explained advice out.',
    '',
    ...rows,
    '',
    'Every command takes --help; --json prints one JSON value on standard output and nothing else.',
    'Exit codes: 0 done, 1 the answer is no, 2 bad input, 70 a fault of ours.',
    '',
  ].join('\n')
}
