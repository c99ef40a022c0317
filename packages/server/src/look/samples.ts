import { randomBytes, randomInt } from 'node:crypto'
import type { Ledger } from '@toetsbaar/ledger'
import type { Pool } from 'pg'
import type { Person } from '../access.ts'
import { addDays } from '../accounts/draft.ts'
import { localDay } from '../local-day.ts'
import { digestOf, drawSample } from './draw.ts'

/** What somebody asks of a sample. Days are YYYY-MM-DD, both included. */
export type SampleWish = {
  readonly purpose: string
  readonly from: string
  readonly until: string
  readonly size: number
  /** Any words, which become a part of the seed. */
  readonly words: string
}

/** A sample that was drawn: who drew it, from what, and with which seed. */
export type Sample = Omit<SampleWish, 'size'> & {
  readonly id: string
  readonly drawn: Date
  /** The last day on which its cases can be read. */
  readonly ends: string
  readonly salt: string
  readonly population: number
  readonly digest: string
  /** Case ids that are still kept, in the order in which they were drawn. */
  readonly cases: readonly string[]
}

export type Samples = {
  /** Draws one, and puts seed, population and outcome into the ledger before anybody sees a case of it. */
  draw(who: Pick<Person, 'id' | 'role'>, wish: SampleWish): Promise<Sample>
  of(person: string): Promise<readonly Sample[]>
  /** The sample of this person through which they may read this case today. */
  through(person: string, caseId: string): Promise<Sample | undefined>
}

/** At most so many cases a sample; and so many days to read them. */
export const largestSample = 50
const daysToRead = 30

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

type Row = {
  id: string
  drawn: Date
  ends: string
  purpose: string
  from: string
  until: string
  words: string
  salt: string
  population: number
  digest: string
  cases: readonly string[] | null
}

const query = `select id, drawn, to_char(until, 'YYYY-MM-DD') as ends, purpose, to_char(first_day, 'YYYY-MM-DD') as from,
    to_char(last_day, 'YYYY-MM-DD') as until, words, salt, population, digest,
    (select array_agg(case_id order by place) from look.drawn where sample = id) as cases
  from look.sample`

export function openSamples({
  pool,
  ledger,
  clock,
}: {
  readonly pool: Pool
  readonly ledger: Pick<Ledger, 'transaction'>
  readonly clock: () => Date
}): Samples {
  return {
    draw: async ({ id: person, role }, wish) => {
      const { rows } = await pool.query<{ case_id: string; number: string }>(
        `select case_id, number from desk.received
         where (received at time zone 'Europe/Amsterdam')::date between $1::date and $2::date`,
        [wish.from, wish.until],
      )
      const ids = new Map(rows.map(({ case_id, number }) => [number, case_id]))
      const salt = randomBytes(16).toString('hex')
      const numbers = [...ids.keys()]
      const chosen = drawSample(numbers, { words: wish.words, salt }, Math.min(wish.size, largestSample))
      const id = Array.from({ length: 10 }, () => letters[randomInt(32)]).join('')
      const drawn = clock()
      const sample: Sample = {
        id,
        drawn,
        ends: addDays(localDay(drawn), daysToRead),
        purpose: wish.purpose,
        from: wish.from,
        until: wish.until,
        words: wish.words,
        salt,
        population: numbers.length,
        digest: digestOf(numbers),
        cases: chosen.flatMap(number => ids.get(number) ?? []),
      }
      const { cases, drawn: _, ...recorded } = sample
      await ledger.transaction(
        async transaction => {
          const by = { kind: 'officer', id: person, role }
          await transaction.append('samples', 'sample.drawn', {
            ...recorded,
            by,
            size: cases.length,
            chosen: digestOf(chosen),
          })
          await transaction.query(
            `insert into look.sample (id, person, drawn, until, purpose, first_day, last_day, words, salt, population, digest)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
            [
              id,
              person,
              drawn,
              sample.ends,
              wish.purpose,
              wish.from,
              wish.until,
              wish.words,
              salt,
              sample.population,
              sample.digest,
            ],
          )
          await transaction.query(
            'insert into look.drawn (sample, place, case_id) select $1, place, id from unnest($2::uuid[]) with ordinality as each (id, place)',
            [id, cases],
          )
        },
        ['samples'],
      )
      return sample
    },
    of: async person => {
      const { rows } = await pool.query<Row>(`${query} where person = $1 order by drawn desc limit 100`, [person])
      return rows.map(toSample)
    },
    through: async (person, caseId) => {
      const { rows } = await pool.query<Row>(
        `${query} where person = $1 and until >= $3::date and exists (select 1 from look.drawn where sample = id and case_id = $2)
         order by drawn desc limit 1`,
        [person, caseId, localDay(clock())],
      )
      return rows.map(toSample)[0]
    },
  }
}

function toSample(row: Row): Sample {
  return { ...row, cases: row.cases ?? [] }
}
