import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
const font = (weight: number) =>
  readFileSync(
    require.resolve(
      `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
    ),
  )

/** The library knows this part of the standard; its types do not yet. */
const ua: object = { subset: 'PDF/UA' }

export type Weight = 'text' | 'strong'

/** A document that is written from top to bottom, each part with what it is for who does not see it. */
export type TaggedPdf = {
  /** `kind` as the standard names it: `H1`, `H2`, `P`. Size in points. */
  write(kind: string, size: number, weight: Weight, words: string): void
  list(items: readonly { readonly label: string; readonly text: string }[]): void
  gap(lines: number): void
  /** The bytes. Nothing can be written after. */
  end(): Promise<Buffer>
}

export type TaggedPdfOptions = {
  readonly lang: 'nl' | 'en'
  readonly title: string
  readonly at: Date
  /** What the mark at the top is, for who does not see it. */
  readonly mark: string
}

/**
 * A tagged PDF (ISO 14289-1, PDF/UA): headings, paragraphs, lists and a figure with its alternative text, in reading order;
 * language, title and fonts inside. The same words give the same bytes but for the file id.
 */
export function openTaggedPdf({ lang, title, at, mark }: TaggedPdfOptions): TaggedPdf {
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    ...ua,
    tagged: true,
    lang: lang === 'nl' ? 'nl-NL' : 'en-GB',
    displayTitle: true,
    info: { Title: title, CreationDate: at, ModDate: at },
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
  const figure = doc.struct('Figure', { alt: mark }, () => {
    doc.font('strong').fontSize(16)
    doc.rect(62, 56, doc.widthOfString('toets') + 3, 9).fill('#c9efdb')
    doc.fillColor('#1c1c1c').text(mark, 64, 46)
  })
  root.add(figure)
  doc.y = 88
  return {
    write: (kind, size, weight, words) => {
      root.add(
        doc.struct(kind, {}, () => {
          doc
            .font(weight)
            .fontSize(size)
            .text(words, { paragraphGap: size / 2 })
        }),
      )
    },
    list: items => {
      const list = doc.struct('L')
      root.add(list)
      for (const { label, text } of items) {
        const item = doc.struct('LI')
        list.add(item)
        item.add(
          doc.struct('Lbl', {}, () => {
            doc.font('text').fontSize(12).text(label, { continued: true })
          }),
        )
        item.add(
          doc.struct('LBody', {}, () => {
            doc.text(text, { paragraphGap: 6 })
          }),
        )
        item.end()
      }
      list.end()
    },
    gap: lines => {
      doc.moveDown(lines)
    },
    end: () => {
      root.end()
      doc.end()
      return whole
    },
  }
}
