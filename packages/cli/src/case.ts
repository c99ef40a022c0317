import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CaseEvent, parseTerms, type Replay, TermError, type Terms, UnknownCase } from '@toetsbaar/casefile'
import { permitsIn } from '@toetsbaar/register'
import { parse } from 'yaml'
import { BadInput, type Console, exit } from './console.ts'
import { mistakeIn } from './mistakes.ts'
import { operator } from './operator.ts'
import { type Options, readOptions } from './options.ts'
import { configOf, withRecords } from './records.ts'

type Io = Pick<Console, 'stdin' | 'out' | 'err'>

const usage = `toetsbaar case replay CASE            run reading, assessment and question choice again from the recorded inputs,
                                      and say whether the outcome is the same to the byte; --all: every case
toetsbaar case rebuild projections    write the lists anew from the events
toetsbaar case retention run          erase what is past its term, with a certificate; --terms FILE, default models/retention

All take --json. CASE is the internal id of a case.
`

/** `toetsbaar case …`: replay, rebuild projections, retention. Gives the exit code. */
export async function case_(args: string[], io: Io): Promise<number> {
  const options = readOptions(args, { values: ['terms'], flags: ['json', 'help', 'all'] })
  const [verb, word] = options.words
  if (verb === undefined || options.flag('help')) {
    io.out(usage)
    return options.flag('help') ? exit.done : exit.badInput
  }
  const act = acts[verb === 'replay' ? verb : options.words.join(' ')]
  if (act === undefined || options.words.length > 2)
    throw new BadInput(
      `case has no "${options.words.join(' ')}"; choose from replay CASE, rebuild projections, retention run`,
    )
  try {
    return await act(word, options, io)
  } catch (error) {
    throw mistakeIn(error)
  }
}

async function replayCases(id: string | undefined, options: Options, io: Io): Promise<number> {
  if ((id === undefined) === !options.flag('all')) throw new BadInput('case replay needs the id of a case, or --all')
  if (id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new BadInput(`"${id}" is no id of a case; it looks like 0195519c-0000-7000-8000-000000000000`)
  const { openIntake, replayCase, workbenchPermit } = await import('@toetsbaar/server/replay')
  const { models, weights } = await configOf()
  const intake = openIntake({ modelsRoot: models, weightsFile: join(weights, 'weights.json') })
  const permit = workbenchPermit(intake)
  return withRecords(async ({ casefile, ledger, handle }) => {
    const ids =
      id === undefined
        ? (await ledger.streams('case:')).map(stream => stream.slice('case:'.length)).filter(one => !one.includes('/'))
        : [id]
    let failed = 0
    for (const one of ids) {
      const { events } = await handle({ ...operator(), operation: 'case.replay', case: one }, () => read(casefile, one))
      const replay = replayCase(permit, intake, events)
      if (replay.same === false || (replay.same === undefined && replay.why === 'not-here')) failed += 1
      sayReplay(one, replay, await ranUnder(ledger, events, intake.digest), options, io)
    }
    return failed === 0 ? exit.done : exit.no
  })
}

type Reader = { read(id: string): Promise<{ readonly events: readonly CaseEvent[] }> }

async function read(casefile: Reader, id: string): Promise<{ readonly events: readonly CaseEvent[] }> {
  try {
    return await casefile.read(id)
  } catch (error) {
    if (error instanceof UnknownCase) throw new BadInput(`there is no case ${id}`)
    throw error
  }
}

/** Whether the bytes that ran then are the bytes that run now, by the permits in the ledger; undefined where they name none. */
async function ranUnder(
  ledger: Parameters<typeof permitsIn>[0],
  events: readonly CaseEvent[],
  digest: string,
): Promise<boolean | undefined> {
  const permits = new Map<string, Set<string>>()
  for (const { by } of events) {
    if (by?.kind !== 'system') continue
    permits.set(by.dossier, (permits.get(by.dossier) ?? new Set()).add(by.permit))
  }
  const digests = new Set<string>()
  for (const [dossier, ids] of permits) {
    for (const { kind, payload } of await permitsIn(ledger, dossier)) {
      const issued = payload as { readonly id?: string; readonly digest?: string }
      if (kind === 'permit.issued' && issued.digest !== undefined && ids.has(issued.id ?? ''))
        digests.add(issued.digest)
    }
  }
  return digests.size === 0 ? undefined : digests.size === 1 && digests.has(digest)
}

function sayReplay(id: string, replay: Replay, sameCode: boolean | undefined, options: Options, io: Io): void {
  if (options.flag('json')) {
    io.out(
      `${JSON.stringify({ case: id, ...replay, same: replay.same ?? null, ...(sameCode !== undefined && { sameCode }) })}\n`,
    )
    return
  }
  if (replay.same === undefined) io.out(`${id}: not run again, ${replay.because}.\n`)
  else if (replay.same)
    io.out(`${id}: the same to the byte, ${replay.computed} of ${replay.events} events computed anew.\n`)
  else {
    const { version, type, recorded, computed } = replay.first
    io.out(`${id}: differs first at event ${version} (${type}).\n  recorded ${recorded}\n  computed ${computed}\n`)
  }
  if (sameCode === false) io.err(`${id}: models or weights are not the ones that its permits were for.\n`)
}

async function rebuild(_: string | undefined, options: Options, io: Io): Promise<number> {
  const done = await withRecords(({ casefile, handle }) =>
    handle({ ...operator(), operation: 'case.rebuild', purpose: 'keeping', case: undefined }, () => casefile.rebuild()),
  )
  const { cases, changed, removed } = done
  io.out(
    options.flag('json')
      ? `${JSON.stringify(done)}\n`
      : `${cases} cases; ${changed} rows were not what the events say and were written anew, ${removed} removed.\n`,
  )
  return exit.done
}

async function retention(_: string | undefined, options: Options, io: Io): Promise<number> {
  const { models } = await configOf()
  const terms = readTerms(options.value('terms') ?? newestTerms(join(models, 'retention')))
  const system = { kind: 'system', dossier: 'retention', version: 1, permit: 'none' } as const
  const certificate = await withRecords(({ casefile }) => casefile.retain(terms, system))
  if (options.flag('json')) io.out(`${JSON.stringify(certificate)}\n`)
  else {
    for (const { term, regime, count, payloads } of certificate.erased) {
      io.out(`${term} (${regime}): ${count} erased, ${payloads} payloads.\n`)
    }
    for (const { stream, because } of certificate.kept) io.out(`${stream} is past its term and was kept: ${because}\n`)
    io.out(`Certificate: ledger entry ${certificate.position}.\n`)
  }
  return exit.done
}

function readTerms(file: string): Terms {
  if (!existsSync(file)) throw new BadInput(`there is no file ${file}; give one with --terms`)
  const text = readFileSync(file, 'utf8')
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new BadInput(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`)
  }
  try {
    return parseTerms(value)
  } catch (error) {
    if (error instanceof TermError) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

/** The terms of the latest day that has come. */
function newestTerms(folder: string): string {
  const today = new Date().toISOString().slice(0, 10)
  const days = existsSync(folder) ? readdirSync(folder).filter(day => day <= today) : []
  return join(folder, days.sort().at(-1) ?? 'none', 'terms.yaml')
}

type Act = (word: string | undefined, options: Options, io: Io) => Promise<number>

const acts: Readonly<Record<string, Act>> = {
  replay: replayCases,
  'rebuild projections': rebuild,
  'retention run': retention,
}
