import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** What the receipt says, in one language, in the order in which it is read. */
export type Receipt = {
  readonly lang: 'nl' | 'en'
  readonly title: string
  readonly lead: string
  readonly code: { readonly label: string; readonly code: string; readonly text: string } | undefined
  readonly next: { readonly title: string; readonly steps: readonly string[] }
  readonly advice: { readonly title: string; readonly text: string }
  /** What the mark at the top is, for who does not see it. */
  readonly mark: string
  readonly at: Date
}

const require = createRequire(import.meta.url)
const font = (weight: number) =>
  readFileSync(
    require.resolve(
      `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
    ),
  )

/** The library knows this part of the standard; its types do not yet. */
const ua: object = { subset: 'PDF/UA' }

/**
 * The receipt as a tagged PDF (ISO 14289-1, PDF/UA): headings, paragraphs, a list and a figure with its alternative
 * text, in reading order; language, title and fonts inside. The same receipt gives the same bytes but for its file id.
 */
export function receiptPdf(receipt: Receipt): Promise<Buffer> {
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    ...ua,
    tagged: true,
    lang: receipt.lang === 'nl' ? 'nl-NL' : 'en-GB',
    displayTitle: true,
    info: { Title: receipt.title, CreationDate: receipt.at, ModDate: receipt.at },
    size: 'A4',
    margin: 64,
    font: '',
  })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const whole = new Promise<Buffer>((done, failed) => {
    doc.on('end', () => done(Buffer.concat(parts)))
    doc.on('error', failed)
  })
  doc.registerFont('text', font(400))
  doc.registerFont('strong', font(700))
  const root = doc.struct('Document')
  doc.addStructure(root)

  const figure = doc.struct('Figure', { alt: receipt.mark }, () => {
    doc.font('strong').fontSize(16)
    doc.rect(62, 56, doc.widthOfString('toets') + 3, 9).fill('#c9efdb')
    doc.fillColor('#1c1c1c').text(receipt.mark, 64, 46)
  })
  root.add(figure)
  doc.y = 88
  const text = (kind: string, size: number, face: 'text' | 'strong', words: string) =>
    root.add(
      doc.struct(kind, {}, () => {
        doc
          .font(face)
          .fontSize(size)
          .text(words, { paragraphGap: size / 2 })
      }),
    )
  text('H1', 24, 'strong', receipt.title)
  text('P', 12, 'text', receipt.lead)
  if (receipt.code !== undefined) {
    doc.moveDown(0.8)
    text('H2', 15, 'strong', receipt.code.label)
    text('P', 20, 'strong', receipt.code.code)
    text('P', 12, 'text', receipt.code.text)
  }
  doc.moveDown(0.8)
  text('H2', 15, 'strong', receipt.advice.title)
  text('P', 12, 'text', receipt.advice.text)
  doc.moveDown(0.8)
  text('H2', 15, 'strong', receipt.next.title)
  const list = doc.struct('L')
  root.add(list)
  receipt.next.steps.forEach((step, at) => {
    const item = doc.struct('LI')
    list.add(item)
    item.add(
      doc.struct('Lbl', {}, () => {
        doc
          .font('text')
          .fontSize(12)
          .text(`${at + 1}. `, { continued: true })
      }),
    )
    item.add(
      doc.struct('LBody', {}, () => {
        doc.text(step, { paragraphGap: 6 })
      }),
    )
    item.end()
  })
  list.end()
  root.end()
  doc.end()
  return whole
}
