import { readFileSync } from 'node:fs'
import { KnownError } from '@toetsbaar/argumentation'
import {
  algoritmeregister,
  breaches,
  type Dossier,
  DossierError,
  diffDossiers,
  type Entry,
  filledShare,
  fold,
  gapsView,
  lapse,
  loadDossier,
  publicationFaults,
  says,
  timeline,
} from '@toetsbaar/register'
import { advise, law } from '@toetsbaar/rulebook'
import { BadInput, type Console, exit } from './console.ts'
import { chooseModel } from './model-choice.ts'
import { type Options, readOptions } from './options.ts'
import { configOf } from './records.ts'
import { exportRegister, importFile, original } from './register-import.ts'
import { openEntry, verifyEntry } from './register-open.ts'
import { recallFrom } from './register-recall.ts'

const USAGE = `toetsbaar register …

  check FILE [--level assessment|field-lab|operational] [--lang nl|en] [--json]
            reads a dossier (YAML) and says what is missing to go to a level, with the source of each demand
  classify --known ai-system,-profiling,… [--date YYYY-MM-DD] [--json]
            the class under the AI Act on a set of facts, as a dossier takes it under aiAct
  publish FILE [--json]
            the dossier as the Algoritmeregister takes it, and what is wrong with it
  diff FILE FILE [--json]
            every place at which two dossiers differ
  history FILE [--at MOMENT] [--lang nl|en] [--json]
            folds acts (JSON lines, or - for standard input): how the dossier stood, and its whole history
  renew [--json]
            demonstration only: has the labelled, invented persons approve what is installed now as a new version
  import FILE --as amt|algoritmeregister --id ID --owner PERSON --unit UNIT --authors A,B [--lang nl|en]
            [--organisation NAME] [--json]
            a draft dossier of a document of another register; what has no place is kept to the byte and named
  import FILE --as ai-verify --test NAME --dataset SHA256 --digest SHA256 --n N
            a test result of AI Verify as the report of an announced test
  original FILE
            the document that a dossier was begun from, byte for byte
  export [ID…]
            everything about the dossiers of this installation, as one canonical JSON
  import FILE --as register
            takes such an export into this installation; what ran there stands still here
  recall SHA256…
            everything that versions with these bytes touched: permits, events and cases
  open FILE [--json]
            what an opened entry says, and whether it is what was committed to; offline
  verify FILE --dump DUMP --key KEY [--json]
            the same, and that the commitment stands in the public log, since when, and under which signed head; offline
`

const values = [
  'level',
  'lang',
  'known',
  'date',
  'at',
  'as',
  'id',
  'owner',
  'unit',
  'authors',
  'organisation',
  'test',
  'dataset',
  'digest',
  'n',
  'dump',
  'key',
]

/** `toetsbaar register …`: dossiers, their gaps, class, publication and history. Reads files; the running server issues permits. */
export async function register(args: string[], io: Console): Promise<number> {
  const [verb, ...rest] = args
  const options = readOptions(rest, { values: [...values], flags: ['json', 'help'] })
  if (verb === undefined || verb === '--help' || verb === 'help' || options.flag('help')) {
    io.out(USAGE)
    return verb === undefined ? exit.badInput : exit.done
  }
  const run = verbs[verb]
  if (run === undefined)
    throw new BadInput(`register: there is no "${verb}"; choose from ${Object.keys(verbs).join(', ')}`)
  return run(options, io)
}

const verbs: Readonly<Record<string, (options: Options, io: Console) => number | Promise<number>>> = {
  check,
  classify,
  publish,
  diff,
  history,
  renew,
  import: importFile,
  original: (options, io) => original(dossierAt(options.words[0]), io),
  export: exportRegister,
  recall: recallFrom,
  open: openEntry,
  verify: verifyEntry,
}

const now = () => new Date().toISOString()

function check(options: Options, io: Console): number {
  const dossier = dossierAt(options.words[0])
  const level = options.value('level') ?? 'operational'
  if (level !== 'assessment' && level !== 'field-lab' && level !== 'operational')
    throw new BadInput(`--level: "${level}" is no level; choose assessment, field-lab or operational`)
  const lang = langOf(options)
  const broken = breaches(dossier)
  const missing = broken.length > 0 ? [] : gapsView(proposed(dossier), level, now(), lang)
  if (options.flag('json'))
    io.out(`${JSON.stringify({ dossier: dossier.id, level, breaches: broken, gaps: missing })}\n`)
  else {
    for (const { rule, where, because, source } of broken) io.out(`${rule} at ${where}: ${because} (${source})\n`)
    for (const { demand, text, about, source } of missing)
      io.out(`${demand}: ${text}${about.length === 0 ? '' : ` [${about.join(', ')}]`} (${source})\n`)
    if (broken.length + missing.length === 0) io.out(`${dossier.id}: nothing is missing for ${level}.\n`)
  }
  return broken.length + missing.length === 0 ? exit.done : exit.no
}

function classify(options: Options, io: Console): number {
  const date = options.value('date') ?? now().slice(0, 10)
  const choice = chooseModel('ai-act', date)
  if ('before' in choice) throw new BadInput(`--date: the model of the AI Act begins on ${choice.before}`)
  const known = (options.value('known') ?? '')
    .split(',')
    .map(fact => fact.trim())
    .filter(fact => fact !== '')
  const { subject, from, digest } = choice.model
  const found = adviceOn(choice.model, known)
  const because = found.because.map(({ rule, source }) => ({ rule, source }))
  const classification = {
    class: found.outcome,
    model: { subject, from, digest },
    known,
    because,
    open: found.open,
    stable: found.stable,
  }
  if (options.flag('json')) io.out(`${JSON.stringify(classification)}\n`)
  else {
    io.out(`${found.outcome}${found.stable ? '' : ' (not settled)'}\n`)
    for (const { rule, source } of because) io.out(`  ${rule} (${source})\n`)
    if (found.open.length > 0) io.out(`still open: ${found.open.join(', ')}\n`)
    io.out('This counts once a lawyer has confirmed it by name.\n')
  }
  return found.stable ? exit.done : exit.no
}

function adviceOn(model: Parameters<typeof law>[0], known: readonly string[]): ReturnType<typeof advise> {
  try {
    return advise(law(model), known)
  } catch (error) {
    if (error instanceof KnownError) throw new BadInput(`--known: ${error.message.replace(/^known: /, '')}`)
    throw error
  }
}

function publish(options: Options, io: Console): number {
  const publication = algoritmeregister(proposed(dossierAt(options.words[0])), now()) ?? {}
  const faults = publicationFaults(publication)
  if (options.flag('json')) io.out(`${JSON.stringify({ publication, faults, filled: filledShare(publication) })}\n`)
  else {
    io.out(`${JSON.stringify(publication, undefined, 2)}\n`)
    for (const { field, fault } of faults) io.err(`${field}: ${fault}\n`)
  }
  return faults.length === 0 ? exit.done : exit.no
}

function diff(options: Options, io: Console): number {
  const [one, other] = options.words
  const differences = diffDossiers(dossierAt(one), dossierAt(other))
  if (options.flag('json')) io.out(`${JSON.stringify(differences)}\n`)
  else
    for (const { path, before, after } of differences)
      io.out(`${path}: ${before ?? '(not there)'} -> ${after ?? '(not there)'}\n`)
  return differences.length === 0 ? exit.done : exit.no
}

async function history(options: Options, io: Console): Promise<number> {
  const [file] = options.words
  if (file === undefined) throw new BadInput('name a file with acts, one JSON object a line, or - for standard input')
  const at = options.value('at') ?? now()
  if (Number.isNaN(Date.parse(at))) throw new BadInput(`--at: "${at}" is no moment; write 2026-11-22T09:00:00Z`)
  const lines = (file === '-' ? await io.stdin() : read(file)).split('\n').filter(line => line.trim() !== '')
  const acts = lines.map((line, index) => json(line, `line ${index + 1} of ${file}`))
  const { entry, irregular } = fold(acts.filter(act => !(Date.parse(momentOf(act)) > Date.parse(at))))
  const standing = entry === undefined ? undefined : lapse(entry, at)
  const rows = timeline(
    acts.filter(act => !(Date.parse(momentOf(act)) > Date.parse(at))),
    at,
    langOf(options),
  )
  const why = (standing?.why ?? []).map(reason => says(reason)[langOf(options)])
  if (options.flag('json'))
    io.out(`${JSON.stringify({ at, state: standing?.state ?? 'unknown', why, irregular, history: rows })}\n`)
  else {
    for (const row of rows)
      io.out(
        `${row.at}  ${row.text}${row.detail === '' ? '' : `: ${row.detail}`}${row.person === undefined ? '' : ` (${row.person})`}\n`,
      )
    io.out(`${at}  ${standing?.state ?? 'unknown'}${why.length === 0 ? '' : `: ${why.join(' ')}`}\n`)
    for (const { index, refused } of irregular)
      io.err(`line ${index + 1} has no effect: ${refused.refused}: ${refused.because}\n`)
  }
  return irregular.length === 0 ? exit.done : exit.no
}

async function renew(options: Options, io: Console): Promise<number> {
  const { licenceLines, renewInstalled } = await import('@toetsbaar/server/licence')
  const renewed = await renewInstalled(await configOf())
  if (renewed === undefined)
    throw new BadInput('register renew: this is no demonstration; here real persons approve a version on the site')
  const all = [renewed.intake, renewed.links]
  if (options.flag('json')) io.out(`${JSON.stringify({ ...renewed.intake, links: renewed.links })}\n`)
  else
    for (const licence of all)
      if (licence.runs) io.out(`Version ${licence.version} of dossier "${licence.dossier}" is licensed and may run.\n`)
      else for (const line of licenceLines(licence)) io.err(`${line}\n`)
  return all.every(({ runs }) => runs) ? exit.done : exit.no
}

/** A dossier on its own stands as a fresh idea: nobody has assessed or measured anything yet. */
function proposed(dossier: Dossier): Entry {
  const by = { person: dossier.owner.person, role: 'owner', line: 'first' } as const
  const { entry, irregular } = fold([{ act: 'propose', by, at: now(), dossier }])
  if (entry === undefined) throw new BadInput(`${dossier.id}: ${irregular[0]?.refused.because ?? 'cannot be proposed'}`)
  return entry
}

function dossierAt(file: string | undefined): Dossier {
  if (file === undefined) throw new BadInput('name a dossier file (YAML), like dossiers/intake.yaml')
  try {
    return loadDossier(file)
  } catch (error) {
    if (error instanceof DossierError) throw new BadInput(error.message)
    throw error
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new BadInput(`${file} cannot be read; name a file that exists`)
  }
}

function json(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadInput(`${where} is no JSON`)
  }
}

function momentOf(act: unknown): string {
  return typeof act === 'object' && act !== null && 'at' in act ? String(act.at) : ''
}

function langOf(options: Options): 'nl' | 'en' {
  const lang = options.value('lang') ?? 'nl'
  if (lang !== 'nl' && lang !== 'en')
    throw new BadInput(`--lang: "${lang}" is not a language of the pages; choose nl or en`)
  return lang
}
