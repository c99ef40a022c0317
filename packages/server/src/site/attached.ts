import type { CaseEvent } from '@toetsbaar/casefile'
import type { AttachedFile } from '@toetsbaar/web'

/** An attachment as the case tells it: the bytes lie apart, under the same key. */
export type AttachmentRecord = {
  readonly key: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly sha256: string
}

/** The files that stand with a report: added and not removed. */
export function attachmentsOf(events: readonly CaseEvent[]): readonly AttachedFile[] {
  const files = new Map<string, AttachedFile>()
  for (const { type, data } of events) {
    if (data === undefined) continue
    if (type === 'citizen.attached') {
      const { key, name, bytes } = data as unknown as AttachmentRecord
      files.set(key, { key, name, bytes })
    }
    if (type === 'citizen.detached') files.delete((data as unknown as AttachmentRecord).key)
  }
  return [...files.values()]
}
