import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { receiptPdf } from '../src/receipt-pdf.ts'

const receipt = {
  lang: 'nl',
  title: 'Uw melding is verstuurd',
  lead: 'Dank u wel. Wij kregen uw melding op 22 november 2026.',
  code: { label: 'Uw code', code: '7K3D-ABCD-1234-WXYZ', text: 'Schrijf deze code op.' },
  next: { title: 'Wat er nu gebeurt', steps: ['Een mens leest uw melding.', 'U hoort wat er besloten is.'] },
  advice: { title: 'Ons advies was', text: 'Doe aangifte. Dit is een advies van een machine.' },
  mark: 'toetsbaar',
  at: new Date('2026-11-22T10:00:00Z'),
} as const

test('the receipt is tagged: language, title, embedded fonts, reading order and alternative text', async () => {
  const bytes = await receiptPdf(receipt)
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  const { catalog, context } = pdf
  expect(pdf.getTitle()).toBe(receipt.title)
  expect(textOf(catalog.get(PDFName.of('Lang')))).toBe('nl-NL')
  expect(String(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked')))).toBe('true')
  expect(String(catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict).get(PDFName.of('DisplayDocTitle')))).toBe(
    'true',
  )

  expect(bytes.includes('pdfuaid:part')).toBe(true)

  const objects = context.enumerateIndirectObjects().map(([, object]) => object)
  const dictionaries = objects.filter(object => object instanceof PDFDict)
  const fonts = dictionaries.filter(each => each.get(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
  expect(fonts).toHaveLength(2)
  for (const font of fonts)
    expect(['FontFile', 'FontFile2', 'FontFile3'].some(key => font.has(PDFName.of(key)))).toBe(true)

  const read: string[] = []
  const alternatives: string[] = []
  const walk = (node: PDFDict) => {
    read.push(String(node.get(PDFName.of('S'))).slice(1))
    const alternative = node.get(PDFName.of('Alt'))
    if (alternative !== undefined) alternatives.push(textOf(alternative))
    for (const child of childrenOf(node)) walk(child)
  }
  const childrenOf = (node: PDFDict): PDFDict[] => {
    const kids = context.lookup(node.get(PDFName.of('K')))
    const list = kids instanceof PDFArray ? kids.asArray().map(kid => context.lookup(kid)) : [kids]
    return list.filter((kid): kid is PDFDict => kid instanceof PDFDict && kid.has(PDFName.of('S')))
  }
  for (const child of childrenOf(catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict))) walk(child)
  const item = ['LI', 'Lbl', 'LBody']
  expect(read).toEqual(['Document', 'Figure', 'H1', 'P', 'H2', 'P', 'P', 'H2', 'P', 'H2', 'L', ...item, ...item])
  expect(alternatives).toEqual(['toetsbaar'])
  expect(inflated(bytes)).toContain('BDC')
})

/** The text of a PDF string object. */
function textOf(object: unknown): string {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : String(object)
}

/** Every compressed stream of the file that unfolds, as text: the marks of the content are in it. */
function inflated(bytes: Buffer): string {
  const found: string[] = []
  for (let at = bytes.indexOf('stream\n'); at !== -1; at = bytes.indexOf('stream\n', at + 7)) {
    try {
      found.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'))
    } catch {
      // Fonts and pictures unfold to no text.
    }
  }
  return found.join('\n')
}
