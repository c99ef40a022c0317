export { advise, type Change, type LegalAdvice, type Reason } from './advise.ts'
export {
  type AdviceChange,
  type CaseChange,
  diffModels,
  type ModelDifference,
} from './diff.ts'
export { drawModel } from './draw/draw.ts'
export { type Fault, ModelError } from './fault.ts'
export { type Law, law } from './law.ts'
export type { Finding, LintCode } from './lint/finding.ts'
export { lint } from './lint/lint.ts'
export { loadModel, loadModels, placeOf, selectModel } from './load.ts'
export type {
  Exception,
  Gap,
  Lang,
  LookUpList,
  Model,
  ModelCase,
  ModelPreference,
  ModelRule,
  Observation,
  Priority,
  Slot,
  Source,
  Undecided,
} from './model.ts'
export { type ModelPage, modelPage, type PageQuestion, type PageRule, type Said } from './page.ts'
export { saying } from './saying.ts'
export { type CaseResult, type Coverage, type TestReport, testModel } from './test-model.ts'
export { theoryOf } from './theory.ts'
export { type Subject, triage } from './triage.ts'
