import { randomBytes } from 'node:crypto'
import type { Assets } from '@toetsbaar/web'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { addAssets } from './assets.ts'
import { addAttachments } from './attachments.ts'
import type { Surface } from './frame.ts'
import { addKeep } from './keep.ts'
import { addListCorrection } from './list-correction.ts'
import { addPages } from './pages.ts'
import { addRead } from './read.ts'
import { addRegister } from './register.ts'
import { addStatus } from './status.ts'
import { addSteps } from './steps.ts'

/** The citizen's site. */
export async function addSite(app: FastifyInstance, surface: Surface, assets: Assets, house: House): Promise<void> {
  addAssets(app, assets)
  addPages(app, surface, house.intake)
  const send = addKeep(app, surface, house)
  addSteps(app, surface, house.reports, send)
  addStatus(app, surface, house)
  addRead(app, surface, house.reports)
  addRegister(app, surface, { ...house, random: randomBytes })
  addListCorrection(app, surface, house.lists)
  await addAttachments(app, surface, house)
}
