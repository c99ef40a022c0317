import type { Gravity, Regime } from './dossier.ts'
import type { Entry, Version } from './entry.ts'
import type { SourceId } from './source.ts'

/** How far a dossier wants to go; each level asks for what the one before asks, and more. */
export type Level = 'assessment' | 'field-lab' | 'operational'
export const levels: readonly Level[] = ['assessment', 'field-lab', 'operational']

export type Says = { readonly nl: string; readonly en: string }

/** Something that has to be there before a step, and for most demands as long as the system runs. */
export type Demand = {
  readonly id: string
  readonly level: Level
  readonly says: Says
  readonly source: SourceId
  /** Where it is filled: a part of the dossier's page. */
  readonly where: string
  /** `always`: the system stops where it is not met any more. `step`: looked at when a step is taken. */
  readonly holds: 'always' | 'step'
  /** An older system may come in without it, until the date in its plan. */
  readonly postponable: boolean
  readonly regime?: Regime
  readonly gravity?: readonly Gravity[]
  readonly class?: 'high-risk'
  /** What is missing, by place; empty where the demand is met. */
  readonly missing: (entry: Entry, version: Version, now: string, level: Level) => readonly string[]
}

export const met: readonly string[] = []

/** Nothing where something holds, else the place that is missing. */
export const ask = (holds: boolean, about = ''): readonly string[] => (holds ? met : [about])
