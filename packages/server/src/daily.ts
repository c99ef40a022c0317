import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CaseKeeper, parseTerms, type RetentionCertificate, type Terms } from '@toetsbaar/casefile'
import type { Lists } from '@toetsbaar/lists'
import type { Register } from '@toetsbaar/register'
import { parse } from 'yaml'
import { errorForLog } from './logging.ts'
import { askForNewLaw } from './new-law.ts'
import type { Intake } from './run.ts'

const dayMs = 24 * 60 * 60 * 1000
/** After a day's work that failed: not a day of silence. */
const againMs = 60 * 60 * 1000

const system = { kind: 'system', dossier: 'retention', version: 1, permit: 'none' } as const

export type DailyParts = {
  readonly register: Pick<Register, 'measure' | 'entries' | 'act' | 'timeline'>
  readonly intake: Pick<Intake, 'models'>
  readonly casefile: Pick<CaseKeeper, 'retain'>
  readonly lists: Pick<Lists, 'lapse'>
  /** The folder with `<first day>/terms.yaml`. */
  readonly retention: string
  readonly clock: () => Date
  readonly say: (line: string) => void
}

/** What is done at the start and every day after: the register measures its criteria, a new law asks for a review, and what is past its term is erased. */
export function startDaily(parts: DailyParts): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async () => {
    const fine = await dayWork(parts)
    if (!stopped) timer = setTimeout(begin, fine ? dayMs : againMs)
  }
  let running = Promise.resolve()
  const begin = () => {
    running = round()
  }
  begin()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}

/** One day's work. What was erased is always told, with the entry of the ledger that certifies it; a failure is told too. */
export async function dayWork({
  register,
  intake,
  casefile,
  lists,
  retention,
  clock,
  say,
}: DailyParts): Promise<boolean> {
  const works = [
    { what: 'measuring', work: () => register.measure() },
    {
      what: 'look at the law',
      work: async () => {
        for (const id of await askForNewLaw(register, intake.models, clock().toISOString().slice(0, 10)))
          say(`A new law holds: "${id}" has to be reviewed within thirty days.`)
      },
    },
    {
      what: 'look at the lists',
      work: async () => {
        const count = await lists.lapse()
        if (count > 0) say(`Lists: the content of ${count} entries past their last day was destroyed.`)
      },
    },
    {
      what: 'retention',
      work: async () => say(told(await casefile.retain(newestTerms(retention, clock()), system))),
    },
  ]
  let fine = true
  for (const { what, work } of works) {
    try {
      await work()
    } catch (error) {
      fine = false
      const { type } = errorForLog(error)
      say(
        `The daily ${what} failed (${type}: ${error instanceof Error ? error.message : ''}). It is tried again in an hour.`,
      )
    }
  }
  return fine
}

function told({ at, position, erased, kept }: RetentionCertificate): string {
  const counts = erased.filter(({ count }) => count > 0).map(({ term, count }) => `${term} ${count}`)
  const what = counts.length === 0 ? 'nothing was past its term' : `erased ${counts.join(', ')}`
  const held = kept.length === 0 ? '' : ` ${kept.length} could not be erased; the certificate says which and why.`
  return `Retention of ${at.slice(0, 10)}: ${what}. The certificate is entry ${position} of the ledger.${held}`
}

/** The terms of the latest day that has come. Throws where there are none: data without a term would stay for ever. */
function newestTerms(folder: string, now: Date): Terms {
  const today = now.toISOString().slice(0, 10)
  const day = existsSync(folder)
    ? readdirSync(folder)
        .filter(each => each <= today)
        .sort()
        .at(-1)
    : undefined
  if (day === undefined) throw new Error(`there are no terms of a day that has come in ${folder}`)
  return parseTerms(parse(readFileSync(join(folder, day, 'terms.yaml'), 'utf8')))
}
