import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Random } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import { codeHmac, readCode } from './code.ts'
import type { CaseId } from './event.ts'

/** Too many wrong tries for this code; `retryAt` is when the next one counts. */
export class TooManyTries extends Error {
  override name = 'TooManyTries'
  readonly retryAt: Date
  constructor(retryAt: Date) {
    super(`Too many wrong tries for this code. Try again after ${retryAt.toISOString()}.`)
    this.retryAt = retryAt
  }
}

const triesAllowed = 5
const windowMinutes = 15

export type Door = {
  setWord(id: CaseId, word: string): Promise<void>
  find(code: string, word: string): Promise<CaseId | undefined>
}

type DoorOptions = { pool: Pool; clock: () => Date; random: Random; codeKey: Uint8Array }

/** How a citizen opens a case again: the code, and a word that they chose. Wrong words are counted per code. */
export function openDoor({ pool, clock, random, codeKey }: DoorOptions): Door {
  /** Counted before the word is looked at, so that tries at the same moment cannot slip through together. */
  const countTry = async (code: Buffer): Promise<void> => {
    const now = clock()
    const { rows } = await pool.query<{ failures: number; last: Date }>(
      `insert into casefile.tries as t (code, failures, last) values ($1, 1, $2)
       on conflict (code) do update set
         failures = case when t.last < $2::timestamptz - make_interval(mins => $3) then 1 else t.failures + 1 end,
         last = case when t.failures >= $4 and t.last >= $2::timestamptz - make_interval(mins => $3) then t.last else $2 end
       returning failures, last`,
      [code, now, windowMinutes, triesAllowed],
    )
    const [tries] = rows
    if (tries !== undefined && tries.failures > triesAllowed) {
      throw new TooManyTries(new Date(tries.last.getTime() + windowMinutes * 60_000))
    }
  }

  return {
    setWord: async (id, word) => {
      const salt = Buffer.from(random(16))
      const { rowCount } = await pool.query('update casefile.door set salt = $2, word = $3 where case_id = $1', [
        id,
        salt,
        await stretch(word, salt),
      ])
      if (rowCount !== 1) throw new Error('There is no such case, or it was erased; no word can be set')
    },
    find: async (typed, word) => {
      const plain = readCode(typed)
      if (plain === undefined) return undefined
      const code = codeHmac(codeKey, plain)
      await countTry(code)
      const { rows } = await pool.query<{ case_id: CaseId; salt: Buffer | null; word: Buffer | null }>(
        'select case_id, salt, word from casefile.door where code = $1',
        [code],
      )
      const [door] = rows
      // The same work for a code that does not exist, so that time tells nothing.
      const given = await stretch(word, door?.salt ?? Buffer.alloc(16))
      if (door === undefined || door.word === null || !timingSafeEqual(given, door.word)) return undefined
      await pool.query('delete from casefile.tries where code = $1', [code])
      return door.case_id
    },
  }
}

/** scrypt, N 2^14, r 8, p 1 (RFC 7914): some 16 MB and 40 ms a try. Words are compared as people say them: no case, one form. */
function stretch(word: string, salt: Buffer): Promise<Buffer> {
  const spoken = word.normalize('NFKC').trim().toLowerCase()
  return new Promise((done, failed) => {
    scrypt(spoken, salt, 32, { N: 16_384, r: 8, p: 1 }, (error, key) => (error === null ? done(key) : failed(error)))
  })
}
