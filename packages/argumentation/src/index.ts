export type {
  Assessment,
  Counterfactual,
  Engine,
  Goal,
  Method,
  NextQuestion,
  Odds,
  RelevantAnswer,
  RuleStanding,
  Value,
} from './engine.ts'
export type { Completions, Contrary, Known, Literal, Preference, Rule, Status, Theory, Undercut } from './theory.ts'
