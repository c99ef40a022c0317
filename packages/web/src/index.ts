export { type Asset, type AssetPaths, type Assets, buildAssets } from './assets.ts'
export type { EarlierAnswer } from './components/earlier-answers/earlier-answers.tsx'
export type { CaseAdvice, SystemUsed } from './desk-case.ts'
export {
  type Desk,
  type DeskFrame,
  type DeskPlace,
  type Frame,
  type Gate,
  idOf,
  type ModelTexts,
  type PeopleFirst,
  type Problem,
} from './frame.ts'
export { type AccountView, renderAccount } from './pages/account/account.tsx'
export { type AccountState, type AccountsView, renderAccounts } from './pages/accounts/accounts.tsx'
export { type AttachmentsView, renderAttachments } from './pages/attachments/attachments.tsx'
export {
  type DemonstrationSignInView,
  renderDemonstrationSignIn,
} from './pages/demonstration-sign-in/demonstration-sign-in.tsx'
export { type ActWithPage, type DeskActView, decisionChoices, renderDeskAct } from './pages/desk-act/desk-act.tsx'
export { type DeskCaseView, renderDeskCase } from './pages/desk-case/desk-case.tsx'
export { type DeskElsewhereView, renderDeskElsewhere } from './pages/desk-elsewhere/desk-elsewhere.tsx'
export { type DeskFileView, renderDeskFile } from './pages/desk-file/desk-file.tsx'
export { renderDeskFiles } from './pages/desk-files/desk-files.tsx'
export { type CaseLink, type DeskLinksView, renderDeskLinks } from './pages/desk-links/desk-links.tsx'
export type { NetworkView } from './pages/desk-links/network.ts'
export { type DeskListEntryView, renderDeskListEntry } from './pages/desk-list-entry/desk-list-entry.tsx'
export { type DeskListsView, renderDeskLists } from './pages/desk-lists/desk-lists.tsx'
export { type DeskOverridesView, renderDeskOverrides } from './pages/desk-overrides/desk-overrides.tsx'
export { type DeskOversightView, renderDeskOversight } from './pages/desk-oversight/desk-oversight.tsx'
export { type DeskQueueView, type QueueLine, renderDeskQueue } from './pages/desk-queue/desk-queue.tsx'
export { type EntriesView, renderEntries } from './pages/entries/entries.tsx'
export { type EntryState, type EntryView, renderEntry } from './pages/entry/entry.tsx'
export { type KeepView, renderKeep } from './pages/keep/keep.tsx'
export { renderListCorrection } from './pages/list-correction/list-correction.tsx'
export { type LookView, renderLook } from './pages/look/look.tsx'
export { type LookCaseView, renderLookCase } from './pages/look-case/look-case.tsx'
export { type LookLine, type LookLogView, renderLookLog } from './pages/look-log/look-log.tsx'
export { type LookSampleView, renderLookSample } from './pages/look-sample/look-sample.tsx'
export { type ModelPageView, renderModel } from './pages/model/model.tsx'
export { type ModelsView, renderModels } from './pages/models/models.tsx'
export { type ProblemKind, type ProblemView, renderProblem } from './pages/problem/problem.tsx'
export { type ReadView, renderRead } from './pages/read/read.tsx'
export { type ReceiptView, renderReceipt } from './pages/receipt/receipt.tsx'
export { type RefusedView, renderRefused } from './pages/refused/refused.tsx'
export { type RegisterApproveView, renderRegisterApprove } from './pages/register-approve/register-approve.tsx'
export { type RegisterBoardView, renderRegisterBoard } from './pages/register-board/register-board.tsx'
export { type DifferenceView, type RegisterDiffView, renderRegisterDiff } from './pages/register-diff/register-diff.tsx'
export {
  type GapRow,
  type IncidentRow,
  type RegisterDossierView,
  renderRegisterDossier,
} from './pages/register-dossier/register-dossier.tsx'
export { type RegisterFormView, renderRegisterForm } from './pages/register-form/register-form.tsx'
export { type RegisterHistoryView, renderRegisterHistory } from './pages/register-history/register-history.tsx'
export { type RegisterRecallView, renderRegisterRecall } from './pages/register-recall/register-recall.tsx'
export { type RegisterStepsView, renderRegisterSteps } from './pages/register-steps/register-steps.tsx'
export { type RegisterWorriesView, renderRegisterWorries } from './pages/register-worries/register-worries.tsx'
export {
  renderWorryForm,
  renderWorrySent,
  type WorryFormView,
  type WorrySentView,
} from './pages/register-worry/register-worry.tsx'
export { type RequestView, renderRequest } from './pages/request/request.tsx'
export { type ResumeView, renderResume } from './pages/resume/resume.tsx'
export { type RoleView, renderRole } from './pages/role/role.tsx'
export { renderSignIn, type SignInView } from './pages/sign-in/sign-in.tsx'
export { renderStale, type StaleView } from './pages/stale/stale.tsx'
export { renderStart, type StartView } from './pages/start/start.tsx'
export { renderStatement, type StatementView } from './pages/statement/statement.tsx'
export {
  answerField,
  type CaseState,
  type DecisionView,
  type Milestone,
  type QuestionView,
  type RequestKind,
  renderStatus,
  type StatusView,
} from './pages/status/status.tsx'
export { renderStory, type StoryView } from './pages/story/story.tsx'
export { renderSubject, type SubjectView } from './pages/subject/subject.tsx'
export { type DrawnStep, renderStep } from './render-step.ts'
export type { AttachedFile, StepContext } from './step-context.ts'
export { type Fillings, readWords, type Words } from './words.ts'
