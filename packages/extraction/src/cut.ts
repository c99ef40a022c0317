/** A held-back verdict on a value of an observation: how sure, and whether it was right. */
export type Judged = { readonly observation: string; readonly confidence: number; readonly right: boolean }

// the precision that must hold over all proposals together
const TARGET = 0.95
const LEAST_CUT = 0.6
const MOST_CUT = 0.93
// F1 that is reckoned with where the cut of an observation is weighed: near what the reader reaches
const REACHED = 0.7
const PRICES = Array.from({ length: 60 }, (_, i) => 0.002 * 1.12 ** i)

/**
 * The confidence from which on to propose, for each observation. Where the mean F1 over observations is to be high and the share of wrong proposals over all
 * is to stay low, the best cut depends on how often an observation occurs (`annotated`) and on one price for all: a right proposal of a rare one adds more to
 * the mean, a wrong one counts the same. The price is the least with which the precision holds on held-back verdicts. A cut of its own for each rare
 * observation would follow chance.
 */
export function cutsOf(judged: readonly Judged[], annotated: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const cutsAt = (price: number) =>
    new Map(
      [...annotated].map(([observation, count]) => {
        const weight = price * 2 * count
        const cut = (REACHED + TARGET * weight) / (2 + weight)
        return [observation, Math.min(MOST_CUT, Math.max(LEAST_CUT, Math.floor(cut * 1000) / 1000))]
      }),
    )
  for (const price of PRICES) {
    const cuts = cutsAt(price)
    const kept = judged.filter(item => item.confidence >= (cuts.get(item.observation) ?? 1))
    if (kept.length > 0 && kept.filter(item => item.right).length >= TARGET * kept.length) return cuts
  }
  return new Map([...annotated.keys()].map(observation => [observation, MOST_CUT]))
}
