import type { Engine, Goal, Theory } from '@toetsbaar/argumentation'
import type { Model } from '@toetsbaar/rulebook'

export type Law = { readonly model: Model; readonly theory: Theory; readonly engine: Engine; readonly advice: Goal }
