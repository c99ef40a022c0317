import type { Json, Ledger } from '@toetsbaar/ledger'
import { StaleStream } from '@toetsbaar/ledger'
import type { Pool } from 'pg'

/** Who does something with a file: an officer, by the id that is no name. */
export type FileActor = { readonly id: string; readonly role: string; readonly team: string | undefined }

/** A group of cases that are taken up together. Cases are in it because a person put them there, with a motive. */
export type File = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly state: 'open' | 'closed'
  readonly team: string | undefined
  readonly opened: string
  readonly changed: string
  readonly cases: readonly string[]
  readonly history: readonly FileEvent[]
}

export type FileEvent = {
  readonly version: number
  readonly at: string
  readonly kind: 'opened' | 'added' | 'removed' | 'taken-up' | 'closed'
  readonly by: FileActor | undefined
  readonly cases: readonly string[]
  readonly motive: string | undefined
}

/** What a person does with a file; each with a motive in words. */
export type FileAct = {
  readonly kind: Exclude<FileEvent['kind'], 'opened'>
  readonly cases: readonly string[]
  readonly motive: string
}

/** The act is not possible: `reason` is for programs, the message for people. Nothing was written. */
export class FileRefused extends Error {
  override name = 'FileRefused'
  readonly reason: 'unknown' | 'closed' | 'motive' | 'empty' | 'too-many' | 'stale' | 'other-team'
  /** What happened since, where somebody else was first. */
  readonly since: readonly FileEvent[]
  constructor(reason: FileRefused['reason'], message: string, since: readonly FileEvent[] = []) {
    super(message)
    this.reason = reason
    this.since = since
  }
}

export type Files = {
  open(by: FileActor, cases: readonly string[], motive: string): Promise<File>
  act(number: string, version: number, by: FileActor, act: FileAct): Promise<File>
  /** Throws `FileRefused` (unknown). */
  read(number: string): Promise<File>
  /** Files of a team, or of all; those changed last first, without their history. */
  list(team: string | undefined): Promise<readonly Omit<File, 'history'>[]>
  /** In which files a case is. */
  of(id: string): Promise<readonly string[]>
}

/** More cases than this make no file that a person oversees. */
const mostCases = 200

export type FilesOptions = {
  readonly pool: Pool
  readonly ledger: Pick<Ledger, 'transaction' | 'read'>
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
}

type Row = {
  id: string
  number: string
  version: number
  state: File['state']
  team: string | null
  opened: Date
  changed: Date
  cases: string[]
}

const select = `select f.*, array(select case_id::text from links.file_case where file_id = f.id order by 1) as cases from links.file f`

/** Files over the ledger: what happened to one is its stream, the tables follow from it. */
export function openFiles({ pool, ledger, clock, random }: FilesOptions): Files {
  const find = async (number: string): Promise<Row> => {
    const { rows } = await pool.query<Row>(`${select} where f.number = $1`, [number.trim().toUpperCase()])
    const [row] = rows
    if (row === undefined) throw new FileRefused('unknown', 'There is no file with that number. See the list of files.')
    return row
  }
  const history = async (id: string, from = 0): Promise<readonly FileEvent[]> =>
    (await ledger.read(streamOf(id), from)).map(({ ordinal, at, kind, payload }) => ({
      version: ordinal + 1,
      at,
      kind: kind.slice('file.'.length) as FileEvent['kind'],
      ...contentOf(payload),
    }))
  const read = async (number: string): Promise<File> => {
    const row = await find(number)
    return { ...plain(row), history: await history(row.id) }
  }

  return {
    open: async (by, cases, motive) => {
      mustSay(motive)
      mustFit(cases.length)
      const id = uuid(clock(), random)
      const number = numberFrom(random)
      const row = { state: 'open', team: by.team ?? null } as const
      await ledger.transaction(async transaction => {
        const content: Json = { by: actorJson(by), cases: [...cases], motive }
        const { at } = await transaction.append(streamOf(id), 'file.opened', content, { expected: 0 })
        transaction.put('links.file', ['id'], { id, number, version: 1, ...row, opened: at, changed: at })
        for (const one of cases)
          transaction.put('links.file_case', ['file_id', 'case_id'], { file_id: id, case_id: one })
      })
      return read(number)
    },

    act: async (number, version, by, { kind, cases, motive }) => {
      mustSay(motive)
      const file = await find(number)
      if (file.team !== null && file.team !== by.team)
        throw new FileRefused('other-team', 'This file is of another team. Ask that team.')
      if (file.state === 'closed') throw new FileRefused('closed', 'This file is closed. Open a new one.')
      const after = new Set(file.cases)
      if (kind === 'added') for (const one of cases) after.add(one)
      if (kind === 'removed') for (const one of cases) after.delete(one)
      mustFit(after.size)
      const state = kind === 'closed' ? 'closed' : 'open'
      try {
        await ledger.transaction(
          async transaction => {
            const content: Json = { by: actorJson(by), cases: [...cases], motive }
            const { at } = await transaction.append(streamOf(file.id), `file.${kind}`, content, { expected: version })
            const { id, team, opened } = file
            const row = { id, number: file.number, version: version + 1, state, team, opened: opened.toISOString() }
            transaction.put('links.file', ['id'], { ...row, changed: at })
            if (kind === 'removed')
              await transaction.query('delete from links.file_case where file_id = $1 and case_id = any($2::uuid[])', [
                file.id,
                cases,
              ])
            if (kind === 'added')
              for (const one of cases)
                transaction.put('links.file_case', ['file_id', 'case_id'], { file_id: file.id, case_id: one })
          },
          [streamOf(file.id)],
        )
      } catch (error) {
        if (!(error instanceof StaleStream)) throw error
        const since = await history(file.id, version)
        throw new FileRefused('stale', 'Somebody else changed this file meanwhile. Look at it again.', since)
      }
      return read(number)
    },

    read,

    list: async team => {
      const { rows } = await pool.query<Row>(
        `${select} where $1::text is null or team = $1 order by changed desc limit 200`,
        [team ?? null],
      )
      return rows.map(plain)
    },

    of: async id => {
      const { rows } = await pool.query<{ number: string }>(
        'select number from links.file join links.file_case on file_id = id where case_id = $1 order by opened',
        [id],
      )
      return rows.map(row => row.number)
    },
  }
}

const streamOf = (id: string): string => `file:${id}`

function plain({ opened, changed, team, ...row }: Row): Omit<File, 'history'> {
  return { ...row, team: team ?? undefined, opened: opened.toISOString(), changed: changed.toISOString() }
}

function mustSay(motive: string): void {
  if (motive.trim() === '') throw new FileRefused('motive', 'Say in words why. A file needs a motive.')
}

function mustFit(count: number): void {
  if (count === 0) throw new FileRefused('empty', 'A file holds at least one case. Close it if it is of no more use.')
  if (count > mostCases)
    throw new FileRefused('too-many', `A file holds at most ${mostCases} cases. Make two files, each with its reason.`)
}

function actorJson({ id, role, team }: FileActor): Json {
  return { id, role, team: team ?? null }
}

function contentOf(payload: Json | undefined): Pick<FileEvent, 'by' | 'cases' | 'motive'> {
  if (payload === undefined) return { by: undefined, cases: [], motive: undefined }
  const { by, cases, motive } = payload as unknown as {
    by: { id: string; role: string; team: string | null }
    cases: string[]
    motive: string
  }
  return { by: { ...by, team: by.team ?? undefined }, cases, motive }
}

/** Eight characters of Crockford base32, in two groups. */
function numberFrom(random: (bytes: number) => Uint8Array): string {
  const signs = Array.from(random(8), byte => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31] ?? '0')
  return `F-${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** UUIDv7 (RFC 9562). */
function uuid(now: Date, random: (bytes: number) => Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  Buffer.from(random(10)).copy(bytes, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
