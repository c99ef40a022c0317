import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ImportError, importCard, importRecord, importResult, textOfBytes } from '@toetsbaar/register'
import { stringify } from 'yaml'
import { BadInput, type Console, exit } from './console.ts'
import type { Options } from './options.ts'
import { withRecords } from './records.ts'

type Io = Pick<Console, 'out' | 'err'>

const kinds = ['amt', 'algoritmeregister', 'ai-verify', 'register'] as const

/**
 * `toetsbaar register import FILE --as KIND`: a draft dossier of another register's document, the report of an announced
 * test, or, into this installation, what another register exported.
 */
export async function importFile(options: Options, io: Io): Promise<number> {
  const [file] = options.words
  const kind = kinds.find(one => one === options.value('as'))
  if (file === undefined || kind === undefined)
    throw new BadInput(`register import needs a file and --as ${kinds.join('|')}`)
  try {
    const text = textOfBytes(bytesAt(file))
    if (kind === 'register') return await bring(text, options, io)
    return kind === 'ai-verify' ? result(file, text, options, io) : draft(kind, file, text, options, io)
  } catch (error) {
    if (error instanceof ImportError) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

function draft(kind: 'amt' | 'algoritmeregister', file: string, text: string, options: Options, io: Io): number {
  const lang = options.value('lang') ?? 'nl'
  if (lang !== 'nl' && lang !== 'en') throw new BadInput('--lang: the language of the document is nl or en')
  const importer = {
    id: need(options, 'id', 'an id for the dossier: small letters, digits and single hyphens'),
    owner: {
      person: need(options, 'owner', 'who answers for the system here'),
      unit: need(options, 'unit', 'the unit of the owner'),
    },
    authors: need(options, 'authors', 'who made it, with commas between; none of them may approve it').split(','),
    lang,
    organisation: options.value('organisation'),
    file: basename(file),
  } as const
  const { dossier, kept, used } = kind === 'amt' ? importCard(text, importer) : importRecord(text, importer)
  io.out(options.flag('json') ? `${JSON.stringify({ dossier, used, notUsed: kept.notUsed })}\n` : stringify(dossier))
  io.err(`Used ${used.length} fields. Kept to the byte, with no place here: ${kept.notUsed.join(' ') || 'none'}\n`)
  io.err('This is a draft. Read it, complete it, and check it: toetsbaar register check FILE\n')
  return exit.done
}

function result(file: string, text: string, options: Options, io: Io): number {
  const n = Number(need(options, 'n', 'how many cases were tested; the file does not say it'))
  if (!Number.isInteger(n) || n < 0) throw new BadInput('--n: write a whole number of cases')
  const { act, kept } = importResult(text, {
    test: need(options, 'test', 'the name of the announced test'),
    dataset: need(options, 'dataset', 'SHA-256 of the dataset, as announced'),
    digest: need(options, 'digest', 'SHA-256 of the bytes under test, as announced'),
    n,
    file: basename(file),
  })
  io.out(`${JSON.stringify(act)}\n`)
  io.err(`Took ${Object.keys(act.metrics).length} numbers. Kept to the byte: ${kept.notUsed.join(' ') || 'none'}\n`)
  return exit.done
}

async function bring(text: string, options: Options, io: Io): Promise<number> {
  const ids = await withRecords(({ register }) => register.bring(text))
  io.out(options.flag('json') ? `${JSON.stringify({ brought: ids })}\n` : `Brought in: ${ids.join(', ')}\n`)
  return exit.done
}

/** `toetsbaar register export [ID…]`: everything about all dossiers of this installation, or about some. */
export async function exportRegister(options: Options, io: Io): Promise<number> {
  io.out(await withRecords(({ register }) => register.exported(options.words.length > 0 ? options.words : undefined)))
  return exit.done
}

/** `toetsbaar register original FILE`: the document that a dossier was begun from, byte for byte. */
export function original(
  dossier: { readonly imported?: readonly { readonly text: string }[] | undefined },
  io: Io,
): number {
  const [document] = dossier.imported ?? []
  if (document === undefined) throw new BadInput('this dossier was not begun from a document of another register')
  io.out(document.text)
  return exit.done
}

function need(options: Options, name: string, what: string): string {
  const value = options.value(name)
  if (value === undefined) throw new BadInput(`register import needs --${name}: ${what}`)
  return value
}

function bytesAt(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw new BadInput(`${file} cannot be read; name a file that exists`)
  }
}
