import type { DecisionKind } from '@toetsbaar/casefile'
import type { DeskSettings } from '../settings.ts'
import { type Agreement, agreement } from './agreement.ts'
import { type Alarm, alarmsOf } from './alarm.ts'
import { quantile, type Rate, wilson } from './interval.ts'

/** What oversight looks at in one decision. Who took it is not in it, so no figure can be about a person. */
export type Deliberation = {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly outcome: string | undefined
  readonly kind: DecisionKind
  /** Undefined where the advice pointed to no decision. */
  readonly override: boolean | undefined
  /** From opening the case to deciding. */
  readonly ms: number | undefined
  readonly impression: DecisionKind | undefined
}

/** How a group of decisions came about. */
export type Figures = {
  readonly decisions: number
  /** Decisions against the advice, of those in which the advice pointed somewhere. */
  readonly overrides: Rate | undefined
  /** Time from opening a case to deciding, in milliseconds; undefined where it is not known. */
  readonly time: { readonly of: number; readonly median: number; readonly p10: number } | undefined
  /** Between the first impression, the advice and the decision. An advice that allows two decisions counts as its first. */
  readonly agreement: {
    readonly impressionDecision: Agreement | undefined
    readonly adviceDecision: Agreement | undefined
    readonly impressionAdvice: Agreement | undefined
  }
  readonly alarms: readonly Alarm[]
}

/** The figures over decisions; their order does not matter. */
export function figuresOf(
  decisions: readonly Deliberation[],
  { follows, oversight }: Pick<DeskSettings, 'follows' | 'oversight'>,
): Figures {
  const inOrder = decisions.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const judged = inOrder.flatMap(({ override }) => (override === undefined ? [] : [override]))
  const times = inOrder.flatMap(({ ms }) => (ms === undefined ? [] : [ms])).sort((one, other) => one - other)
  const [median, p10] = [quantile(times, 0.5), quantile(times, 0.1)]
  /** A kind that the advice allows counts as the one it names first. */
  const against = (outcome: string | undefined, kind: DecisionKind | undefined): (readonly [string, string])[] => {
    const [first, ...others] = (outcome === undefined ? undefined : follows[outcome]) ?? []
    if (first === undefined || kind === undefined) return []
    return [[others.includes(kind) ? first : kind, first]]
  }
  const swapped = (pairs: (readonly [string, string])[]) => pairs.map(([one, other]) => [other, one] as const)
  return {
    decisions: inOrder.length,
    overrides: wilson(judged.filter(Boolean).length, judged.length),
    time: median === undefined || p10 === undefined ? undefined : { of: times.length, median, p10 },
    agreement: {
      impressionDecision: agreement(
        inOrder.flatMap(({ impression, kind }) => (impression === undefined ? [] : [[impression, kind] as const])),
      ),
      adviceDecision: agreement(swapped(inOrder.flatMap(({ outcome, kind }) => against(outcome, kind)))),
      impressionAdvice: agreement(inOrder.flatMap(({ outcome, impression }) => against(outcome, impression))),
    },
    alarms: alarmsOf(inOrder, oversight),
  }
}
