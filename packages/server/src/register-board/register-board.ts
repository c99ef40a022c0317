import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { Surface } from '../site/frame.ts'
import { addActPages } from './act-pages.ts'
import { addApprovePage } from './approve-page.ts'
import { addBoardPage } from './board-page.ts'
import { largestDocument, openDocuments } from './documents.ts'
import { addDossierPage } from './dossier-page.ts'
import { openDrafts } from './drafts.ts'
import { addEditPages } from './edit-pages.ts'
import { addHistoryPages } from './history-pages.ts'
import { addRecallPage } from './recall-page.ts'
import type { BoardParts } from './surface.ts'

/** The register for inside: board, dossiers with their gaps, forms, approvals, history, worries and recall. */
export async function addRegisterBoard(app: FastifyInstance, surface: Surface, parts: BoardParts): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: largestDocument, files: 3, fields: 200, fieldSize: 25_000, parts: 250 },
    throwFileSizeLimit: false,
  })
  const drafts = await openDrafts(parts.pool)
  const board = { ...parts, app, surface, drafts, documents: openDocuments(parts.pool) }
  addBoardPage(board)
  addDossierPage(board)
  addEditPages(board)
  addActPages(board)
  addApprovePage(board)
  addHistoryPages(board)
  addRecallPage(board)
}
