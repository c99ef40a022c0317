import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { checkAccessDays } from '@toetsbaar/casefile'
import {
  createWitness,
  formatVerifier,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  proveFromDump,
  proveFromLedger,
  refuteProof,
  type ToProve,
  type Verifier,
  verifierOf,
  verifyDump,
  witnessRequest,
} from '@toetsbaar/ledger'
import { BadInput, type Console, exit } from './console.ts'
import { mistakeIn } from './mistakes.ts'
import { operator } from './operator.ts'
import { type Options, readOptions } from './options.ts'
import { withRecords } from './records.ts'
import { withWitnessFile } from './witness-file.ts'

type Io = Pick<Console, 'stdin' | 'out' | 'err'>

const usage = `toetsbaar ledger verify DUMP --key KEY          check an export offline; names the first bad index. DUMP - is standard input
toetsbaar ledger verify --proof FILE --key KEY  check one proof offline
toetsbaar ledger prove INDEX [--dump DUMP]      prove that an entry is in the log
toetsbaar ledger prove --from SIZE [--dump DUMP] [--request]
                                                prove that the log continues the checkpoint at SIZE; --request: for a witness
toetsbaar ledger export [--out FILE] [--open STREAM,STREAM]
toetsbaar ledger key                            the public key of this log, as KEY above
toetsbaar ledger witness REQUEST --log KEY --name NAME --secret FILE --state FILE
                                                co-sign a checkpoint if it continues the last one seen
toetsbaar ledger access                         whether the access log of each day is as it was sealed in the ledger
toetsbaar ledger rotate keys [--new]            wrap the keys of all cases with the newest master key; --new makes one first
toetsbaar ledger install                        make the tables, as DATABASE_OWNER_URL

All take --json where they print a result. How an outsider checks: docs/verify-the-ledger.md
`

/** `toetsbaar ledger …`: verify, prove, export, witness, rotate. Gives the exit code. */
export async function ledger(args: string[], io: Io): Promise<number> {
  const options = readOptions(args, {
    values: ['key', 'proof', 'dump', 'from', 'out', 'open', 'log', 'name', 'secret', 'state'],
    flags: ['json', 'help', 'request', 'new'],
  })
  const [verb, ...words] = options.words
  if (verb === undefined || options.flag('help')) {
    io.out(usage)
    return verb === undefined && !options.flag('help') ? exit.badInput : exit.done
  }
  const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (act === undefined) throw new BadInput(`ledger has no "${verb}"; choose from ${Object.keys(verbs).join(', ')}`)
  try {
    return await act(words, options, io)
  } catch (error) {
    throw mistakeIn(error)
  }
}

type Verb = (words: readonly string[], options: Options, io: Io) => Promise<number>

const verbs: Readonly<Record<string, Verb>> = {
  async verify([file], options, io) {
    const log = verifierIn(options, 'key', 'the public key of the log, as `toetsbaar ledger key` prints it')
    const proof = options.value('proof')
    if (proof !== undefined) return sayProof(await readProof(proof, io), log, options, io)
    if (file === undefined) throw new BadInput('ledger verify needs a dump, or - for standard input')
    const verdict = await verifyDump(bytesOf(file), log)
    if (verdict.ok) {
      const { size, root, checkpoints, opened, erasures } = verdict
      const found = { ok: true, size, root: root.toString('base64'), checkpoints, opened, erasures }
      say(
        io,
        options,
        found,
        `Whole: ${size} entries, ${checkpoints} signed checkpoints, ${erasures} erasures, ${opened} payloads opened.`,
      )
      return exit.done
    }
    const { at, until, because } = verdict
    const range = until === undefined || until === at ? '' : ` to ${until}`
    const where = at === undefined ? '' : `First bad index: ${at}${range}. `
    say(
      io,
      options,
      { ok: false, at: at ?? null, ...(until !== undefined && { until }), because },
      `Not whole. ${where}${because}`,
    )
    return exit.no
  },

  async prove([index], options, io) {
    const what = toProve(index, options.value('from'))
    const dump = options.value('dump')
    const prove = (wanted: ToProve) =>
      dump === undefined
        ? withRecords(({ ledger: log }) => proveFromLedger(log, wanted))
        : proveFromDump(bytesOf(dump), wanted)
    if (options.flag('request') && 'from' in what && what.from === 0) {
      // A witness that saw nothing yet needs no proof, only the newest checkpoint.
      io.out(witnessRequest(0, [], (await prove({ index: 0 })).checkpoint))
      return exit.done
    }
    const document = await prove(what)
    if (options.flag('request')) {
      if (!('from' in document))
        throw new BadInput('--request goes with --from: a witness wants to know that the log continues')
      const old = parseCheckpoint(parseNote(document.from).text).size
      io.out(
        witnessRequest(
          old,
          document.path.map(hash => Buffer.from(hash, 'base64')),
          document.checkpoint,
        ),
      )
    } else io.out(`${JSON.stringify(document)}\n`)
    return exit.done
  },

  async export(_, options, io) {
    const file = options.value('out')
    const streams = (options.value('open') ?? '').split(',').filter(stream => stream !== '')
    await withRecords(async ({ ledger: log, handle }) => {
      for (const stream of streams) {
        if ((await log.read(stream)).length === 0)
          throw new BadInput(`--open: there is no stream "${stream}" in this ledger; see the streams in an export`)
        // Who opens what is logged, and on disk before it is written.
        await handle({ ...operator(), operation: 'ledger.export', case: caseOf(stream) }, async () => {})
      }
      if (file === undefined) {
        for await (const part of log.dump(streams)) io.out(part)
        return
      }
      const out = await open(`${file}.part`, 'w', 0o600)
      try {
        for await (const part of log.dump(streams)) await out.write(part)
        await out.sync()
      } finally {
        await out.close()
      }
      renameSync(`${file}.part`, file)
      io.err(`Wrote ${file}. Check it with: toetsbaar ledger verify ${file} --key '${log.verifier}'\n`)
    })
    return exit.done
  },

  async key(_, options, io) {
    const key = await withRecords(async ({ ledger: log }) => log.verifier)
    say(io, options, { key }, key)
    return exit.done
  },

  async witness([file], options, io) {
    if (file === undefined)
      throw new BadInput('ledger witness needs the file with the request, or - for standard input')
    const log = verifierIn(options, 'log', 'the public key of the log to follow')
    const name = need(options, 'name', 'the name of this witness, e.g. witness.example/one')
    if (/[\s+]/u.test(name)) throw new BadInput(`--name: "${name}" has a space or a plus sign; leave them out`)
    const key = secretIn(need(options, 'secret', 'a PEM file with the Ed25519 private key of this witness'))
    const state = need(options, 'state', 'the file in which the last checkpoint seen is kept')
    const request = file === '-' ? await io.stdin() : readText(file)
    const logs = [{ origin: log.name, keys: [log] }]
    const answer = await withWitnessFile(state, log.name, memory =>
      createWitness({ name, key, logs, memory, clock: () => new Date() }).addCheckpoint(request),
    )
    if (answer.status !== 200) {
      const because =
        answer.status === 409 ? `the last checkpoint seen has ${answer.body.trim()} entries` : answer.body.trim()
      say(io, options, { ok: false, status: answer.status, because }, `Not co-signed: ${because}`)
      return exit.no
    }
    const verifier = formatVerifier(verifierOf({ name, key, type: 'cosignature' }))
    if (options.flag('json')) io.out(`${JSON.stringify({ ok: true, signature: answer.body, witness: verifier })}\n`)
    else io.out(answer.body)
    return exit.done
  },

  async access(_, options, io) {
    const found = await withRecords(({ ledger: log, clock }) => checkAccessDays(log, clock()))
    const { days, lines, expired, changed } = found
    const first = changed[0]
    const text =
      first === undefined
        ? `As sealed: ${days} days with ${lines} lines${expired === 0 ? '' : `, ${expired} of them past their term`}.`
        : `Not as sealed: ${changed.length} of ${days} days, the first is ${first.day} (${first.sealed} lines sealed, ${first.found} found).`
    say(io, options, { ok: first === undefined, ...found }, text)
    return first === undefined ? exit.done : exit.no
  },

  async rotate([what], options, io) {
    if (what !== 'keys') throw new BadInput('ledger rotate rotates one thing: keys')
    if (options.flag('new')) {
      const { addMaster, configOf } = await import('./records.ts')
      const { data } = await configOf()
      const id = await addMaster(data, randomBytes(32))
      const next = 'Restart every server, so that they know it; then run: toetsbaar ledger rotate keys'
      say(io, options, { master: id }, `Master key ${id} was added to ${join(data, 'master-keys')}. ${next}`)
      return exit.done
    }
    const keys = await withRecords(({ ledger: log }) => log.rotateKeys())
    say(
      io,
      options,
      { keys },
      `${keys} keys were wrapped anew. Older master keys are no longer needed by this database.`,
    )
    return exit.done
  },

  async install(_, options, io) {
    const { configOf } = await import('./records.ts')
    const { databaseUrl, databaseOwnerUrl } = await configOf()
    if (databaseUrl !== undefined && databaseOwnerUrl === undefined)
      throw new BadInput('DATABASE_OWNER_URL is missing: the tables belong to another role than that of DATABASE_URL')
    await withRecords(async () => {})
    say(io, options, { ok: true }, 'The tables of the ledger are there.')
    return exit.done
  },
}

function caseOf(stream: string): string | undefined {
  return /^case:([0-9a-f-]{36})/.exec(stream)?.[1]
}

function say(io: Io, options: Options, found: object, text: string): void {
  io.out(options.flag('json') ? `${JSON.stringify(found)}\n` : `${text}\n`)
}

function need(options: Options, name: string, what: string): string {
  const value = options.value(name)
  if (value === undefined) throw new BadInput(`--${name} is missing: ${what}`)
  return value
}

/** A key as given, or in a file. */
function verifierIn(options: Options, name: string, what: string): Verifier {
  const given = need(options, name, what)
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given
  try {
    return parseVerifier(text)
  } catch (error) {
    throw new BadInput(`--${name}: ${(error as Error).message}`)
  }
}

/** The private key of a witness. */
function secretIn(file: string): KeyObject {
  const pem = readText(file)
  let key: KeyObject | undefined
  try {
    key = createPrivateKey(pem)
  } catch {
    // Told below, with what to do.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new BadInput(
      `--secret: ${file} holds no Ed25519 private key in PEM; make one with: openssl genpkey -algorithm ed25519`,
    )
  return key
}

function toProve(index: string | undefined, from: string | undefined): ToProve {
  const given = from ?? index
  if (given === undefined || (from !== undefined && index !== undefined)) {
    throw new BadInput('ledger prove needs the index of an entry, or --from with the size of a checkpoint')
  }
  const number = Number(given)
  if (!/^\d+$/.test(given) || !Number.isSafeInteger(number))
    throw new BadInput(`"${given}" is no index; write a whole number from 0`)
  return from === undefined ? { index: number } : { from: number }
}

async function readProof(file: string, io: Io): Promise<unknown> {
  const text = file === '-' ? await io.stdin() : readText(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new BadInput(`--proof: ${file} is no JSON; make one with toetsbaar ledger prove`)
  }
}

function sayProof(document: unknown, log: Verifier, options: Options, io: Io): number {
  const because = refuteProof(document, log)
  if (because === undefined) say(io, options, { ok: true }, 'The proof holds.')
  else say(io, options, { ok: false, because }, `The proof does not hold: ${because}`)
  return because === undefined ? exit.done : exit.no
}

function readText(file: string): string {
  if (!existsSync(file)) throw new BadInput(`there is no file ${file}`)
  return readFileSync(file, 'utf8')
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  if (file === '-') return process.stdin
  if (!existsSync(file)) throw new BadInput(`there is no file ${file}`)
  return createReadStream(file, { highWaterMark: 1 << 18 })
}
