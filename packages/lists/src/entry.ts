/** What an entry is about. */
export type ListKind = 'url' | 'iban'

/** Who does something with an entry: an officer by the id that is no name, or somebody from outside who asks for a correction. */
export type ListActor = { readonly id: string; readonly role: string }

/** `proposed` waits for a second person; only `listed` counts, and only until its last day. */
export type EntryState = 'proposed' | 'listed' | 'rejected' | 'removed' | 'replaced' | 'expired'

/** One line of a list. Content is undefined once it was removed: what stays is that there was one, and who did what. */
export type ListEntry = {
  readonly id: string
  readonly list: string
  readonly kind: ListKind
  readonly value: string | undefined
  /** Why it is on the list, and where that is known from. */
  readonly ground: string | undefined
  readonly provenance: string | undefined
  readonly state: EntryState
  readonly version: number
  readonly proposed: string
  readonly proposer: string
  readonly confirmer: string | undefined
  /** YYYY-MM-DD: checked last, and the last day on which it counts. */
  readonly checked: string | undefined
  readonly until: string
  /** A correction was asked and not yet answered: the version of the act that asked it. */
  readonly contested: number | undefined
}

export type NewEntry = {
  readonly list: string
  readonly kind: ListKind
  readonly value: string
  readonly ground: string
  readonly provenance: string
  /** YYYY-MM-DD, at most a year from today. */
  readonly until: string
}

/** What a person does with an entry that was proposed. */
export type ListAct =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'reject'; readonly motive: string }
  | { readonly kind: 'check'; readonly provenance: string }
  | { readonly kind: 'ask-correction'; readonly words: string }
  | { readonly kind: 'answer-correction'; readonly outcome: 'removed' | 'upheld'; readonly motive: string }
  | { readonly kind: 'remove'; readonly motive: string }

/** The act is not possible: `reason` is for programs, the message for people. Nothing was written. */
export class ListRefused extends Error {
  override name = 'ListRefused'
  readonly reason:
    | 'unknown'
    | 'value'
    | 'words'
    | 'until'
    | 'state'
    | 'same-person'
    | 'not-contested'
    | 'stale'
    | 'already'
  constructor(reason: ListRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** An entry holds at the longest so many days; then two persons look at it anew. */
export const longestDays = 366

/** One spelling: a host without "www", an account without spaces. Undefined where the value is of another kind. */
export function spelling(kind: ListKind, value: string): string | undefined {
  if (kind === 'iban') {
    const plain = value.replace(/[\s.-]/g, '').toUpperCase()
    return /^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$/.test(plain) ? plain : undefined
  }
  const [host = ''] = value
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?#:]/)
  const bare = host.replace(/^www\./, '').replace(/\.$/, '')
  return /^[^\s.]+(?:\.[^\s.]+)+$/.test(bare) ? bare : undefined
}

/** The entry after an act. Throws `ListRefused` where the act is not possible. `today` is YYYY-MM-DD. */
export function afterAct(entry: ListEntry, act: ListAct, by: ListActor, today: string): ListEntry {
  const version = entry.version + 1
  const must = (...states: EntryState[]) => {
    if (!states.includes(entry.state))
      throw new ListRefused(
        'state',
        `This entry is ${entry.state}; the act asks for one that is ${states.join(' or ')}.`,
      )
  }
  const other = (persons: readonly (string | undefined)[], what: string) => {
    if (persons.includes(by.id)) throw new ListRefused('same-person', `${what} Ask a colleague.`)
  }
  switch (act.kind) {
    case 'confirm':
      must('proposed')
      other([entry.proposer], 'Two persons put an entry on a list, and you proposed this one.')
      return { ...entry, version, state: 'listed', confirmer: by.id, checked: today }
    case 'reject':
      must('proposed')
      mustSay(act.motive)
      return { ...withoutContent(entry), version, state: 'rejected' }
    case 'check':
      must('listed')
      mustSay(act.provenance)
      return { ...entry, version, checked: today }
    case 'ask-correction':
      must('listed', 'proposed')
      mustSay(act.words)
      if (entry.contested !== undefined)
        throw new ListRefused('already', 'A correction of this entry was asked already. It gets one answer.')
      return { ...entry, version, contested: version }
    case 'answer-correction':
      if (entry.contested === undefined)
        throw new ListRefused('not-contested', 'Nobody asked for a correction of this entry.')
      mustSay(act.motive)
      other([entry.proposer, entry.confirmer], 'Who put the entry on the list does not answer for it.')
      if (act.outcome === 'upheld') return { ...entry, version, contested: undefined }
      return { ...withoutContent(entry), version, state: 'removed', contested: undefined }
    case 'remove':
      must('listed', 'proposed')
      mustSay(act.motive)
      return { ...withoutContent(entry), version, state: 'removed', contested: undefined }
  }
}

/** Throws `ListRefused` where a new entry says too little or holds for too long. Gives its value in the one spelling. */
export function checkNew({ kind, value, ground, provenance, until }: NewEntry, today: string): string {
  const one = spelling(kind, value)
  if (one === undefined)
    throw new ListRefused('value', kind === 'url' ? 'That is no web address.' : 'That is no bank account (IBAN).')
  mustSay(ground)
  mustSay(provenance)
  const last = new Date(Date.parse(`${today}T00:00:00Z`) + longestDays * 86_400_000).toISOString().slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || until < today || until > last)
    throw new ListRefused('until', `The last day lies between ${today} and ${last}.`)
  return one
}

function mustSay(words: string): void {
  if (words.trim() === '') throw new ListRefused('words', 'Say in words why, and where it is known from.')
}

/** What stays of an entry once its content is destroyed. */
export function withoutContent(entry: ListEntry): ListEntry {
  return { ...entry, value: undefined, ground: undefined, provenance: undefined }
}
