import { writeFileSync } from 'node:fs'
import { overrideYaml } from '@toetsbaar/desk'
import { BadInput, type Console, exit } from '../console.ts'
import { type Options, readOptions } from '../options.ts'
import { configOf, withRecords } from '../records.ts'

type Io = Pick<Console, 'stdin' | 'out' | 'err'>

const usage = `toetsbaar desk seed --count N           fill the demonstration with invented cases, and officers that handle them
    [--seed N] [--days N] [--truth FILE]  and write down which of them share what, for who measures links
toetsbaar desk overrides [--subject S]  decisions against the advice, as rows for the case table of the model
toetsbaar desk oversight                figures by month, of decisions in --from YYYY-MM to --until YYYY-MM
    [--by team|model]                   small groups are left out

All take --json.
`

/** `toetsbaar desk …`: invented cases, overrides, oversight. Gives the exit code. */
export async function desk(args: string[], io: Io): Promise<number> {
  const options = readOptions(args, {
    values: ['count', 'seed', 'days', 'truth', 'subject', 'from', 'until', 'by'],
    flags: ['json', 'help'],
  })
  const [verb] = options.words
  if (verb === undefined || options.flag('help')) {
    io.out(usage)
    return options.flag('help') ? exit.done : exit.badInput
  }
  if (verb === 'seed') return seed(options, io)
  if (verb === 'overrides') return overrides(options, io)
  if (verb === 'oversight') return oversight(options, io)
  throw new BadInput(`desk has no "${options.words.join(' ')}"; choose from seed, overrides, oversight`)
}

async function seed(options: Options, io: Io): Promise<number> {
  const config = await configOf()
  if (!config.demonstration)
    throw new BadInput(
      'invented cases go into a demonstration only; this installation has a sign-in provider or listens beyond this machine',
    )
  const count = wholeIn(options, 'count', undefined)
  const { seedDesk } = await import('./seed.ts')
  let now: Date | undefined
  const { truth, events, seconds } = await withRecords(
    records =>
      seedDesk(records, {
        count,
        seed: wholeIn(options, 'seed', 1),
        days: wholeIn(options, 'days', 60),
        teams: config.teams,
        models: config.models,
        setClock: moment => {
          now = moment
        },
        say: line => io.err(`${line}\n`),
      }),
    () => now ?? new Date(),
  )
  const file = options.value('truth')
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(truth, null, 1)}\n`)
  const told = { cases: count, events, groups: truth.groups.length, seconds: Math.round(seconds) }
  io.out(
    options.flag('json')
      ? `${JSON.stringify(told)}\n`
      : `${told.cases} invented cases with ${told.events} events, ${told.groups} groups that share something; ${told.seconds} s.\n`,
  )
  return exit.done
}

async function overrides(options: Options, io: Io): Promise<number> {
  const subject = options.value('subject')
  await withRecords(async ({ desk }) => {
    const rows = await desk.overrides(subject === undefined ? {} : { subject })
    io.out(options.flag('json') ? `${JSON.stringify(rows)}\n` : overrideYaml(rows, desk.settings))
  })
  return exit.done
}

async function oversight(options: Options, io: Io): Promise<number> {
  const month = new Date().toISOString().slice(0, 7)
  const [from = month, until = month] = ['from', 'until'].map(name => options.value(name))
  for (const each of [from, until])
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(each)) throw new BadInput(`"${each}" is no month; write YYYY-MM`)
  const by = options.value('by') ?? 'team'
  if (by !== 'team' && by !== 'model')
    throw new BadInput(`--by is team or model, not "${by}"; there are no figures by person`)
  const found = await withRecords(({ desk }) => desk.oversight({ from, until, by }))
  if (options.flag('json')) io.out(`${JSON.stringify(found)}\n`)
  else {
    const all = found.whole === undefined ? [] : [{ name: 'all', ...found.whole }]
    for (const { name, figures } of [...found.groups, ...all]) {
      const { overrides: rate, time, alarms, decisions } = figures
      const share =
        rate === undefined
          ? 'no advice'
          : `${percent(rate.rate)} against the advice (${percent(rate.low)} to ${percent(rate.high)})`
      const median = time === undefined ? 'times not known' : `${Math.round(time.median / 1000)} s in the median`
      const rung = alarms.map(({ kind }) => kind).join(', ')
      io.out(`${name}: ${decisions} decisions, ${share}, ${median}${rung === '' ? '' : `; ALARM ${rung}`}\n`)
    }
    if (found.leftOut)
      io.out(
        `Groups of fewer than ${found.leastDecisions} decisions or ${found.leastOfficers} officers in a month are left out.\n`,
      )
  }
  return exit.done
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`
}

function wholeIn(options: Options, name: string, usual: number | undefined): number {
  const typed = options.value(name)
  const value = typed === undefined ? usual : Number(typed)
  if (value === undefined || !Number.isSafeInteger(value) || value < 1)
    throw new BadInput(`--${name} needs a whole number from 1${typed === undefined ? '' : `, not "${typed}"`}`)
  return value
}
