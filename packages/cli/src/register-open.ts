import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseCheckpoint, parseVerifier, verifyDump } from '@toetsbaar/ledger'
import { openingFits, parseDossier, publicOpening, readOpening, sealedName } from '@toetsbaar/register'
import { BadInput, type Console, exit } from './console.ts'
import type { Options } from './options.ts'

type Io = Pick<Console, 'out' | 'err'>
type Opened = NonNullable<ReturnType<typeof readOpening>>

/** `toetsbaar register open FILE`: what a sealed entry says now that it is opened, and whether it is what was committed to. */
export function openEntry(options: Options, io: Io): number {
  const opened = openedAt(options.words[0])
  const { fits, commitment, said, kept } = opened
  if (options.flag('json'))
    io.out(`${JSON.stringify({ fits, sealed: sealedName(commitment), commitment, said, kept })}\n`)
  else {
    for (const [place, value] of Object.entries(said))
      io.out(`${place}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    for (const place of kept) io.out(`${place}: (a name, kept back; its hash is part of the commitment)\n`)
    io.out(`${verdictOf(opened)}\n`)
  }
  return fits ? exit.done : exit.no
}

/** Where the commitment stands in the public log. */
type Place = { readonly index: number; readonly at: string }

/**
 * `toetsbaar register verify FILE --dump DUMP --key KEY`: the same, and that the commitment stands in a log that is whole and
 * signed. All that is needed is the file, an export of the log with its public stream open, and the key of the log.
 */
export async function verifyEntry(options: Options, io: Io): Promise<number> {
  const opened = openedAt(options.words[0])
  const [dump, key] = [options.value('dump'), options.value('key')]
  if (dump === undefined || key === undefined)
    throw new BadInput('register verify needs --dump (toetsbaar ledger export --open register/public) and --key')
  const log = verifierAt(key)
  const verdict = await verifyDump(createReadStream(dump), log)
  if (!verdict.ok) {
    say(
      io,
      options,
      { fits: opened.fits, log: false, because: verdict.because },
      `The log is not whole: ${verdict.because}`,
    )
    return exit.no
  }
  const { place, head } = await findCommitment(dump, opened.commitment)
  const found = { fits: opened.fits, log: true, sealed: sealedName(opened.commitment), place: place ?? null, head }
  const where =
    place === undefined
      ? 'The log is whole, and this commitment is not in it.'
      : `It was committed to at ${place.at}, as entry ${place.index} of the log, under a signed head of ${head} entries.`
  say(io, options, found, `${verdictOf(opened)}\n${where}`)
  return opened.fits && place !== undefined ? exit.done : exit.no
}

function verdictOf({ fits, commitment }: Opened): string {
  const name = sealedName(commitment)
  return fits
    ? `This is the entry that was committed to (${name}).`
    : `This is not the entry that was committed to (${name}).`
}

async function findCommitment(dump: string, commitment: string): Promise<{ place: Place | undefined; head: number }> {
  let head = 0
  let place: Place | undefined
  for await (const line of createInterface({ input: createReadStream(dump), crlfDelay: Infinity })) {
    const read = JSON.parse(line) as {
      checkpoints?: readonly string[]
      entry?: { stream: string; kind: string; position: number; at: string }
      opened?: { payload: { commitment?: string } }
    }
    if (read.checkpoints !== undefined) head = parseCheckpoint(read.checkpoints.at(-1) ?? '').size
    const { entry, opened } = read
    if (entry?.stream === 'register/public' && entry.kind === 'exemption.committed' && place === undefined)
      if (opened?.payload.commitment === commitment) place = { index: entry.position, at: entry.at }
  }
  return { place, head }
}

/** An opened entry from a file: as the public gets it, or whole, with the one salt ({"commitment","salt","dossier"}). */
function openedAt(file: string | undefined): Opened {
  if (file === undefined) throw new BadInput('name a file with an opened entry')
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new BadInput(`${file} cannot be read as JSON`)
  }
  const list: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
  const opened = readOpening(list)
  if (opened !== undefined) return opened
  if (typeof list !== 'object' || list === null || !('commitment' in list) || !('salt' in list) || !('dossier' in list))
    throw new BadInput(`${file}: is no opened entry; it needs "format", "commitment" and "leaves"`)
  const whole = { commitment: String(list.commitment), salt: String(list.salt), dossier: parsed(list.dossier, file) }
  const shown = readOpening(publicOpening(whole))
  if (shown === undefined) throw new BadInput(`${file}: "commitment" and "salt" are 64 hexadecimal digits each`)
  return { ...shown, fits: openingFits(whole) }
}

function parsed(dossier: unknown, file: string) {
  try {
    return parseDossier(dossier)
  } catch (error) {
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function verifierAt(key: string): ReturnType<typeof parseVerifier> {
  try {
    return parseVerifier(key.includes('+') ? key : readFileSync(key, 'utf8').trim())
  } catch {
    throw new BadInput('--key: give the key itself, as `toetsbaar ledger key` prints it, or a file that holds it')
  }
}

function say(io: Io, options: Options, value: object, text: string): void {
  io.out(options.flag('json') ? `${JSON.stringify(value)}\n` : `${text}\n`)
}
