import { createHash, randomBytes } from 'node:crypto'
import multipart from '@fastify/multipart'
import { type Casefile, type NewEvent, StaleCase } from '@toetsbaar/casefile'
import type { Ledger } from '@toetsbaar/ledger'
import { type Problem as FieldProblem, renderAttachments } from '@toetsbaar/web'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Attachment, cleanAttachment, largestAttachment, mostAttachments } from '../attachments/attachment.ts'
import type { FileFault } from '../attachments/broken-file.ts'
import { Problem } from '../errors.ts'
import { addresses } from './addresses.ts'
import { type AttachmentRecord, attachmentsOf } from './attached.ts'
import { frameOf, gateOf, type Surface, sendPage, wordsOf } from './frame.ts'
import { takeOnce } from './session.ts'

type InLanguage = { Params: { lang: string } }

const megabytes = Math.floor(largestAttachment / (1024 * 1024))

/** The text on the page for each reason to refuse a file. */
const faults: Readonly<Record<FileFault, string>> = {
  'file-empty': 'file-empty',
  'file-too-large': 'file-too-large',
  'file-wrong-type': 'file-type',
  'file-broken': 'file-unsafe',
  'file-too-many-pixels': 'file-unsafe',
  'file-locked': 'file-unsafe',
}

/** What a form with files sent: its fields, and its files whole or cut at the limit. */
type Sent = {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly { readonly name: string; readonly bytes: Buffer; readonly cut: boolean }[]
}

export type AttachmentParts = { readonly casefile: Casefile; readonly ledger: Ledger }

/** Proof that goes with a report: added, listed, removed. A file lies encrypted under the key of its case. */
export async function addAttachments(
  app: FastifyInstance,
  surface: Surface,
  { casefile, ledger }: AttachmentParts,
): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: largestAttachment, files: mostAttachments + 1, fields: 10, fieldSize: 1000, parts: 30 },
    throwFileSizeLimit: false,
  })

  const draw = async (request: FastifyRequest<InLanguage>, reply: FastifyReply, problems: readonly FieldProblem[]) => {
    const words = wordsOf(surface, request.params.lang)
    const to = addresses(words.code)
    const id = request.session.get('case')
    if (id === undefined) return reply.redirect(to.resume, 303)
    const { version, events } = await casefile.read(id)
    const done = takeOnce(request, 'done')
    const html = renderAttachments({
      frame: frameOf(surface, request, words),
      gate: gateOf(reply, to.attachments, version),
      files: attachmentsOf(events),
      limits: { files: mostAttachments, megabytes },
      problems,
      ...((done === 'added' || done === 'removed') && { done }),
      next: to.step,
    })
    return sendPage(reply, html, problems.length === 0 ? 200 : 422)
  }

  app.get<InLanguage>('/:lang/attachments', { config: { access: 'reporter' } }, (request, reply) =>
    draw(request, reply, []),
  )

  const roomForAll = mostAttachments * largestAttachment + 1024 * 1024
  const limits = {
    bodyLimit: roomForAll,
    config: { access: 'reporter', rateLimit: { max: 30, timeWindow: 60_000 } },
  } as const
  app.post<InLanguage>('/:lang/attachments', limits, async (request, reply) => {
    const id = request.session.get('case')
    if (id === undefined) throw new Problem('form-expired', 'No report is open in this browser.')
    if (!request.isMultipart()) throw new Problem('wrong-media-type', 'Send the form of the page.')
    const sent = await readAll(request)
    // The token comes in a field of the form, so it is checked once the form is read; nothing was kept till here.
    request.body = { _csrf: sent.fields._csrf ?? '' }
    await new Promise<void>((fits, fails) =>
      app.csrfProtection(request, reply, (error?: Error) => (error === undefined ? fits() : fails(error))),
    )
    const to = addresses(wordsOf(surface, request.params.lang).code)
    const { events } = await casefile.read(id)
    const there = attachmentsOf(events)
    if (sent.fields.remove !== undefined) {
      if (there.some(file => file.key === sent.fields.remove)) {
        await add(id, { type: 'citizen.detached', by: { kind: 'citizen' }, data: { key: sent.fields.remove } })
        request.session.set('done', 'removed')
      }
      return reply.redirect(to.attachments, 303)
    }
    if (sent.files.length === 0) return draw(request, reply, [{ field: 'file', code: 'file-none' }])
    if (there.length + sent.files.length > mostAttachments)
      return draw(request, reply, [{ field: 'file', code: 'file-too-many', fillings: { files: mostAttachments } }])
    const clean: Attachment[] = []
    for (const { name, bytes, cut } of sent.files) {
      const checked = cut ? ({ refused: 'file-too-large' } as const) : await cleanAttachment(name, bytes)
      // One file that cannot be taken stops the whole form: the citizen sees why, and nothing was kept.
      if ('refused' in checked)
        return draw(request, reply, [{ field: 'file', code: faults[checked.refused], fillings: { megabytes } }])
      clean.push(checked)
    }
    for (const file of clean) await keep(id, file)
    request.session.set('done', 'added')
    return reply.redirect(to.attachments, 303)
  })

  /** First the bytes, then the event that names them: an event never names what is not there. */
  const keep = async (id: string, file: Attachment) => {
    const record: AttachmentRecord = {
      key: randomBytes(9).toString('base64url'),
      name: file.name,
      type: file.type,
      bytes: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
    }
    const payload = { ...record, base64: Buffer.from(file.bytes).toString('base64') }
    await ledger.append(`case:${id}/attachments`, 'attachment', payload, { key: `case:${id}` })
    await add(id, { type: 'citizen.attached', by: { kind: 'citizen' }, data: { ...record } })
  }

  /** Adding a file hangs on nothing else in the case, so it goes after whatever came in between. */
  const add = async (id: string, event: NewEvent) => {
    for (let tries = 0; ; tries++) {
      const { version } = await casefile.read(id)
      try {
        await casefile.append(id, version, [event])
        return
      } catch (error) {
        if (!(error instanceof StaleCase) || tries === 3) throw error
      }
    }
  }
}

async function readAll(request: FastifyRequest): Promise<Sent> {
  const fields: Record<string, string> = {}
  const files: { name: string; bytes: Buffer; cut: boolean }[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else {
      const bytes = await part.toBuffer()
      // A browser sends an empty part where no file was chosen.
      if (part.filename !== '' || bytes.length > 0) files.push({ name: part.filename, bytes, cut: part.file.truncated })
    }
  }
  return { fields, files }
}
