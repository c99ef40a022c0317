import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** Control characters that HTML does not allow; tab, line feed and carriage return stay. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** A whole page as text. Preact escapes every text; characters that HTML forbids become the replacement character. */
export const toHtml = (page: VNode): string =>
  `<!doctype html>${renderToString(page).toWellFormed().replace(forbidden, '\ufffd')}`
