export { type CompileOptions, compile, type Limits } from './compile.ts'
export type {
  Assessment,
  Counterfactual,
  Demand,
  Engine,
  Goal,
  Method,
  NextQuestion,
  Odds,
  Plan,
  PolicyCost,
  RelevantAnswer,
  RuleStanding,
  Value,
} from './engine.ts'
export { KnownError, type KnownFault, TheoryError, type TheoryFault } from './errors.ts'
export { parseTheory } from './parse.ts'
export type { Completions, Contrary, Known, Literal, Preference, Rule, Status, Theory, Undercut } from './theory.ts'
