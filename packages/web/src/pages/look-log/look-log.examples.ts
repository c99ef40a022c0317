import type { Example, ExampleSite } from '../../examples/site.ts'
import { type LookLogView, renderLookLog } from './look-log.tsx'

const at = new Date('2026-11-22T09:30:00Z')
const about = { number: '4F7K2-9QWXM', href: '/desk/look/log?case=4F7K2-9QWXM' }
const draw = (site: ExampleSite, view: Partial<LookLogView>) =>
  renderLookLog({
    frame: site.desk,
    day: at,
    lines: [
      { at, person: 'p-7k3m0a9bwxyz', role: 'auditor', operation: 'case.read', purpose: 'audit', status: 'ok', about },
      {
        at,
        person: 'p-8k3m0a9bwxyz',
        role: 'defence',
        operation: 'case.read',
        purpose: site.given('defence'),
        status: 'refused',
      },
      { at, person: '', role: 'citizen', operation: 'case.act', purpose: 'intake', status: 'ok', about },
      { at, person: 'intake', role: 'system', operation: 'case.act', purpose: 'intake', status: 'error', about },
    ],
    digest: { lines: 3, root: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    to: {
      back: '/desk/look',
      before: '/desk/look/log?day=1',
      after: '/desk/look/log?day=2',
      more: '/desk/look/log?from=1',
      checkpoint: '/checkpoint',
    },
    ...view,
  })

export const lookLogExamples: readonly Example[] = [
  { name: 'look-log', html: site => draw(site, {}) },
  { name: 'look-log-of-case', html: site => draw(site, { number: '4F7K2-9QWXM' }) },
  { name: 'look-log-empty', html: site => draw(site, { lines: [] }) },
]
