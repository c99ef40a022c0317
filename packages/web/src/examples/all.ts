import { accountExamples } from '../pages/account/account.examples.ts'
import { accountsExamples } from '../pages/accounts/accounts.examples.ts'
import { adviceExamples } from '../pages/advice/advice.examples.ts'
import { attachmentsExamples } from '../pages/attachments/attachments.examples.ts'
import { confirmExamples } from '../pages/confirm/confirm.examples.ts'
import { contradictionExamples } from '../pages/contradiction/contradiction.examples.ts'
import { demonstrationSignInExamples } from '../pages/demonstration-sign-in/demonstration-sign-in.examples.ts'
import { deskActExamples } from '../pages/desk-act/desk-act.examples.ts'
import { deskCaseExamples } from '../pages/desk-case/desk-case.examples.ts'
import { deskElsewhereExamples } from '../pages/desk-elsewhere/desk-elsewhere.examples.ts'
import { deskFileExamples } from '../pages/desk-file/desk-file.examples.ts'
import { deskFilesExamples } from '../pages/desk-files/desk-files.examples.ts'
import { deskLinksExamples } from '../pages/desk-links/desk-links.examples.ts'
import { deskListEntryExamples } from '../pages/desk-list-entry/desk-list-entry.examples.ts'
import { deskListsExamples } from '../pages/desk-lists/desk-lists.examples.ts'
import { deskOverridesExamples } from '../pages/desk-overrides/desk-overrides.examples.ts'
import { deskOversightExamples } from '../pages/desk-oversight/desk-oversight.examples.ts'
import { deskQueueExamples } from '../pages/desk-queue/desk-queue.examples.ts'
import { entriesExamples } from '../pages/entries/entries.examples.ts'
import { entryExamples } from '../pages/entry/entry.examples.ts'
import { keepExamples } from '../pages/keep/keep.examples.ts'
import { listCorrectionExamples } from '../pages/list-correction/list-correction.examples.ts'
import { lookExamples } from '../pages/look/look.examples.ts'
import { lookCaseExamples } from '../pages/look-case/look-case.examples.ts'
import { lookLogExamples } from '../pages/look-log/look-log.examples.ts'
import { lookSampleExamples } from '../pages/look-sample/look-sample.examples.ts'
import { modelExamples } from '../pages/model/model.examples.ts'
import { modelsExamples } from '../pages/models/models.examples.ts'
import { peopleFirstExamples } from '../pages/people-first/people-first.examples.ts'
import { problemExamples } from '../pages/problem/problem.examples.ts'
import { questionExamples } from '../pages/question/question.examples.ts'
import { readExamples } from '../pages/read/read.examples.ts'
import { receiptExamples } from '../pages/receipt/receipt.examples.ts'
import { refusedExamples } from '../pages/refused/refused.examples.ts'
import { registerApproveExamples } from '../pages/register-approve/register-approve.examples.ts'
import { registerBoardExamples } from '../pages/register-board/register-board.examples.ts'
import { registerDiffExamples } from '../pages/register-diff/register-diff.examples.ts'
import { registerDossierExamples } from '../pages/register-dossier/register-dossier.examples.ts'
import { registerFormExamples } from '../pages/register-form/register-form.examples.ts'
import { registerHistoryExamples } from '../pages/register-history/register-history.examples.ts'
import { registerRecallExamples } from '../pages/register-recall/register-recall.examples.ts'
import { registerStepsExamples } from '../pages/register-steps/register-steps.examples.ts'
import { registerWorriesExamples } from '../pages/register-worries/register-worries.examples.ts'
import { registerWorryExamples } from '../pages/register-worry/register-worry.examples.ts'
import { requestExamples } from '../pages/request/request.examples.ts'
import { resumeExamples } from '../pages/resume/resume.examples.ts'
import { roleExamples } from '../pages/role/role.examples.ts'
import { safetyExamples } from '../pages/safety/safety.examples.ts'
import { signInExamples } from '../pages/sign-in/sign-in.examples.ts'
import { slotsExamples } from '../pages/slots/slots.examples.ts'
import { staleExamples } from '../pages/stale/stale.examples.ts'
import { startExamples } from '../pages/start/start.examples.ts'
import { statementExamples } from '../pages/statement/statement.examples.ts'
import { statusExamples } from '../pages/status/status.examples.ts'
import { storyExamples } from '../pages/story/story.examples.ts'
import { subjectExamples } from '../pages/subject/subject.examples.ts'
import { summaryExamples } from '../pages/summary/summary.examples.ts'
import type { Example } from './site.ts'

/** Every page in every state that the tests and the screenshots look at, in the order of a citizen's walk. */
export const examples: readonly Example[] = [
  ...startExamples,
  ...storyExamples,
  ...subjectExamples,
  ...peopleFirstExamples,
  ...confirmExamples,
  ...safetyExamples,
  ...questionExamples,
  ...contradictionExamples,
  ...adviceExamples,
  ...slotsExamples,
  ...attachmentsExamples,
  ...summaryExamples,
  ...keepExamples,
  ...receiptExamples,
  ...resumeExamples,
  ...statusExamples,
  ...requestExamples,
  ...modelExamples,
  ...modelsExamples,
  ...readExamples,
  ...problemExamples,
  ...staleExamples,
  ...entryExamples,
  ...entriesExamples,
  ...registerWorryExamples,
  ...registerBoardExamples,
  ...registerDossierExamples,
  ...registerFormExamples,
  ...registerApproveExamples,
  ...registerStepsExamples,
  ...registerHistoryExamples,
  ...registerDiffExamples,
  ...registerWorriesExamples,
  ...registerRecallExamples,
  ...statementExamples,
  ...signInExamples,
  ...demonstrationSignInExamples,
  ...refusedExamples,
  ...roleExamples,
  ...accountsExamples,
  ...accountExamples,
  ...lookExamples,
  ...lookSampleExamples,
  ...lookCaseExamples,
  ...lookLogExamples,
  ...deskQueueExamples,
  ...deskCaseExamples,
  ...deskActExamples,
  ...deskElsewhereExamples,
  ...deskOversightExamples,
  ...deskOverridesExamples,
  ...deskLinksExamples,
  ...deskFilesExamples,
  ...deskFileExamples,
  ...deskListsExamples,
  ...deskListEntryExamples,
  ...listCorrectionExamples,
]
