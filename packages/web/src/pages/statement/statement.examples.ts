import type { Example } from '../../examples/site.ts'
import { renderStatement } from './statement.tsx'

export const statementExamples: readonly Example[] = [
  { name: 'privacy', html: ({ frame }) => renderStatement({ frame, about: 'privacy' }) },
  { name: 'accessibility', html: ({ frame }) => renderStatement({ frame, about: 'accessibility' }) },
]
