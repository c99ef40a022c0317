import { canonicalJson } from '@toetsbaar/ledger'
import type { Act, Entry } from '../src/index.ts'
import { fold, isRefused, leave, licensedDigest, take } from '../src/index.ts'
import { partsOf } from './cast.ts'
import { fourEyesBroken, mayRun } from './oracle.ts'
import { dice, nextAct, nextMoment } from './world.ts'

export type Counts = {
  acts: number
  taken: number
  asked: number
  granted: number
  operational: number
  suspended: number
  retired: number
  edges: number
}

/** Plays one random sequence with a simulated clock; throws with the seed and the history where code and oracle differ. */
export function playSequence(seed: number, counts: Counts, length = 60): Act[] {
  const die = dice(seed)
  const history: Act[] = []
  let entry: Entry | undefined
  let now = Date.parse('2026-01-10T09:00:00Z')
  const wrong = (what: string): never => {
    const tail = history.map(act => `${act.at} ${act.act} ${'step' in act ? act.step : ''} ${act.by.person}`).join('\n')
    throw new Error(`Seed ${seed} at ${new Date(now).toISOString()}: ${what}\n${tail}`)
  }
  const ask = (moment: number, digest: string, purpose: string, unit: string) => {
    const at = new Date(moment).toISOString()
    const granted = leave(entry, { dossier: 'area-forecast', digest, purpose, unit }, at)
    const expected = mayRun(history, { digest, purpose, unit, now: moment })
    counts.asked++
    if (!isRefused(granted)) counts.granted++
    if (isRefused(granted) === expected)
      wrong(
        `asked at ${at} for ${purpose}: the register says ${isRefused(granted) ? granted.refused : 'yes'}, the oracle ${expected}`,
      )
    if (isRefused(granted)) return
    // The leave ends where the oracle says no, and not before a second of leave is lost.
    const until = Date.parse(granted.until)
    counts.edges++
    if (!mayRun(history, { digest, purpose, unit, now: until - 1000 }) && until - 1000 >= moment)
      wrong(`leave until ${granted.until} is too long`)
    if (until - moment > 15 * 60_000) wrong('leave of more than 15 minutes')
  }
  for (let turn = 0; turn < length; turn++) {
    now = nextMoment(entry, die, now)
    const at = new Date(now).toISOString()
    const act = { ...nextAct(entry, die, at), at } as Act
    counts.acts++
    const before = entry?.state
    const outcome = take(entry, act)
    if (!isRefused(outcome)) {
      counts.taken++
      entry = outcome
      history.push(act)
      if (before !== entry.state && entry.state in counts) counts[entry.state as 'operational']++
    }
    const licensed = entry?.versions[(entry.licensed ?? 1) - 1]?.digest ?? licensedDigest(partsOf('a'))
    ask(now, licensed, 'planning', 'district-north')
    const other = die.pick(['purpose', 'unit', 'digest', 'trial'] as const)
    ask(
      now + die.pick([0, 1000, 86_400_000, 30 * 86_400_000] as const),
      other === 'digest' ? flip(licensed, die.next()) : licensed,
      other === 'purpose' ? 'checking-persons' : other === 'trial' ? 'trial' : 'planning',
      other === 'unit' ? 'district-south' : 'district-north',
    )
  }
  const broken = fourEyesBroken(history)
  if (broken !== undefined) wrong(broken)
  if (seed % 50 === 0) {
    const again = fold(history)
    if (again.irregular.length > 0 || canonicalJson(again.entry) !== canonicalJson(entry))
      wrong('the log folds to something else')
  }
  return history
}

/** Another digest by one character. */
function flip(digest: string, where: number): string {
  const index = Math.floor(where * 64)
  return digest.slice(0, index) + (digest[index] === '0' ? '1' : '0') + digest.slice(index + 1)
}

export function noCounts(): Counts {
  return { acts: 0, taken: 0, asked: 0, granted: 0, operational: 0, suspended: 0, retired: 0, edges: 0 }
}
