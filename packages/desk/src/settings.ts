import type { DecisionKind } from '@toetsbaar/casefile'

/** What an operator settles about the desk. Everything has a default; numbers that changed carry the day from which they hold. */
export type DeskSettings = {
  /** Within how many days of its receipt, of an objection or of being reopened a case is looked at. */
  readonly lookedAtDays: number
  /**
   * The share of cases in which an officer records a first impression before the advice is shown, by the day of receipt
   * (YYYY-MM-DD, oldest first). What once held stays in the list, so that lists can be rebuilt.
   */
  readonly impressions: readonly { readonly from: string; readonly rate: number }[]
  /** The decisions that follow an advice; any other is an override. An outcome that is not named advises nothing here. */
  readonly follows: Readonly<Record<string, readonly DecisionKind[]>>
  readonly oversight: OversightSettings
}

/** When figures are shown, and when an alarm goes. See docs/oversight.md for where the numbers come from. */
export type OversightSettings = {
  /** A cell (a team or a model version in a month) of fewer decisions is not shown, nor a sum from which it would follow. */
  readonly leastDecisions: number
  /** A cell in which fewer officers decided is not shown: it would be a figure about a person. */
  readonly leastOfficers: number
  /** Below this rate of overrides, decisions look like rubber stamps; above the other, like an advice that nobody uses. */
  readonly lowest: number
  readonly highest: number
  /** A decision within so many milliseconds of opening the case is quick; where half are, the reading is in doubt. */
  readonly quickMs: number
  /** The chance that an alarm of one kind ever goes for a team without cause, however often one looks. */
  readonly falseAlarm: number
}

export const defaultSettings: DeskSettings = {
  lookedAtDays: 14,
  impressions: [{ from: '2000-01-01', rate: 0.2 }],
  follows: {
    report: ['take-up'],
    civil: ['refer', 'close'],
    wait: ['other', 'close'],
    'bank-first': ['refer', 'take-up'],
    resolved: ['close'],
  },
  oversight: {
    leastDecisions: 10,
    leastOfficers: 3,
    lowest: 0.02,
    highest: 0.3,
    quickMs: 15_000,
    falseAlarm: 0.005,
  },
}

/** Concrete reasons for each kind of decision, in the order in which they are offered; the words are in the texts of the pages. */
export const decisionReasons: Readonly<Record<DecisionKind, readonly string[]>> = {
  'take-up': ['lead', 'pattern', 'serious-harm', 'vulnerable-victim', 'other-reason'],
  refer: ['civil-matter', 'bank', 'consumer-authority', 'other-police-unit', 'other-organisation', 'other-reason'],
  close: ['no-offence', 'no-lead', 'resolved', 'duplicate', 'not-enough-told', 'other-reason'],
  other: ['wait', 'joined-to-file', 'other-reason'],
}
