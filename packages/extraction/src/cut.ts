/** What became of a held-back verdict on a value of an observation: how sure it was, and whether it was right. */
export type Outcome = { readonly observation: string; readonly confidence: number; readonly right: boolean }

// the precision that must hold over all proposals together
const TARGET = 0.95
const LEAST_CUT = 0.5
/** No cut is higher than this. */
export const MOST_CUT = 0.97
const STEP = 0.005
// how much lower the cut of an observation is that occurs e times less often: a right proposal of a rare one adds more to the mean F1 over observations
const RARE = 0.04

/**
 * The confidence from which on to propose, for each observation: one for the commonest, a little lower the rarer the observation is (`annotated` reports), and
 * the least with which the precision holds on held-back verdicts. A cut of its own for each rare observation would follow chance.
 */
export function cutsOf(
  judged: readonly Outcome[],
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
  for (let step = 0; LEAST_CUT + step * STEP <= MOST_CUT; step++) {
    const cuts = cutsAt(LEAST_CUT + step * STEP)
    const kept = judged.filter(item => item.confidence >= (cuts.get(item.observation) ?? 1))
    if (kept.length > 0 && kept.filter(item => item.right).length >= TARGET * kept.length) return cuts
  }
  return new Map([...annotated.keys()].map(observation => [observation, MOST_CUT]))
}

// how sure a verdict is, and how many of one writer there are, before they tell how that writer annotates
const FAIRLY_SURE = 0.75
const ENOUGH = 8

/**
 * Whether the writers of the corpus disagree on a value: one of them left out two thirds and more of what was held to be so with some confidence in his reports. What people who
 * read the same guide annotate so differently is proposed only where it is all but certain.
 */
export function isDisputed(
  verdicts: readonly { readonly writer: string; readonly confidence: number; readonly right: boolean }[],
): boolean {
  const counts = new Map<string, { right: number; all: number }>()
  for (const { writer, confidence, right } of verdicts) {
    if (confidence < FAIRLY_SURE) continue
    const count = counts.get(writer) ?? { right: 0, all: 0 }
    counts.set(writer, { right: count.right + (right ? 1 : 0), all: count.all + 1 })
  }
  return [...counts.values()].some(({ right, all }) => all >= ENOUGH && right < all / 3)
}
