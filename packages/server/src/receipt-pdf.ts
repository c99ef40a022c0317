import { openTaggedPdf } from './tagged-pdf.ts'

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

/** The receipt as a tagged PDF. The same receipt gives the same bytes but for its file id. */
export function receiptPdf(receipt: Receipt): Promise<Buffer> {
  const pdf = openTaggedPdf(receipt)
  pdf.write('H1', 24, 'strong', receipt.title)
  pdf.write('P', 12, 'text', receipt.lead)
  if (receipt.code !== undefined) {
    pdf.gap(0.8)
    pdf.write('H2', 15, 'strong', receipt.code.label)
    pdf.write('P', 20, 'strong', receipt.code.code)
    pdf.write('P', 12, 'text', receipt.code.text)
  }
  pdf.gap(0.8)
  pdf.write('H2', 15, 'strong', receipt.advice.title)
  pdf.write('P', 12, 'text', receipt.advice.text)
  pdf.gap(0.8)
  pdf.write('H2', 15, 'strong', receipt.next.title)
  pdf.list(receipt.next.steps.map((text, at) => ({ label: `${at + 1}. `, text })))
  return pdf.end()
}
