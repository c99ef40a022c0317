/** A held-back verdict on a value of an observation: how sure, and whether it was right. */
export type Verdicted = { readonly observation: string; readonly confidence: number; readonly right: boolean }

// the precision that must hold over all proposals together
const TARGET = 0.95
const LEAST_CUT = 0.5
const MOST_CUT = 0.97
const STEP = 0.005
// how much lower the cut of an observation is that occurs e times less often: a right proposal of a rare one adds more to the mean F1 over observations
const RARE = 0.04

/**
 * The confidence from which on to propose, for each observation: one for the commonest, a little lower the rarer the observation is (`annotated` reports), and
 * the least with which the precision holds on held-back verdicts. A cut of its own for each rare observation would follow chance.
 */
export function cutsOf(
  judged: readonly Verdicted[],
  annotated: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const most = Math.max(...annotated.values())
  const cutsAt = (top: number) =>
    new Map(
      [...annotated].map(([observation, count]) => {
        const cut = Math.min(MOST_CUT, Math.max(LEAST_CUT, top - RARE * Math.log(most / count)))
        return [observation, Math.floor(cut * 1000) / 1000]
      }),
    )
  let cuts = cutsAt(MOST_CUT)
  for (let top = MOST_CUT; top >= LEAST_CUT; top -= STEP) {
    const lower = cutsAt(top)
    const kept = judged.filter(item => item.confidence >= (lower.get(item.observation) ?? 1))
    if (kept.filter(item => item.right).length < TARGET * kept.length) break
    cuts = lower
  }
  return cuts
}
