import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Json, type Ledger, type Entry as LedgerEntry, StaleStream } from '@toetsbaar/ledger'
import type { Act } from './act.ts'
import type { Actor } from './actor.ts'
import { type ActInput, demonstrationActs } from './demonstration.ts'
import { sha256 } from './digest.ts'
import type { Dossier } from './dossier.ts'
import { type Entry, isRunning, versionOf } from './entry.ts'
import { withholding } from './exemption.ts'
import { ImportError } from './kept.ts'
import { lapse } from './lapse.ts'
import { leave } from './leave.ts'
import { evaluate, type Fact } from './measuring.ts'
import { hasCome, millis } from './moment.ts'
import { type PublicOpening, publicOpening } from './opening.ts'
import { type Permit, type PermitRequest, type Refusal, signPermit } from './permit.ts'
import {
  evidenceIn,
  type Logged,
  mergeEvidence,
  portableOf,
  ranElsewhere,
  readPortable,
  writePortable,
} from './portable.ts'
import { isRefused, type Outcome, type Refused, refuse } from './refused.ts'
import { openStreams, publicLog, refusals, textOf } from './streams.ts'
import { fold, parseAct, take } from './take.ts'
import { type AuthorityEntry, authorityList } from './view/authority.ts'
import { type PublicEntry, publicEntry, publicList } from './view/entry-view.ts'
import type { Lang } from './view/lang.ts'

export type RegisterOptions = {
  readonly ledger: Pick<Ledger, 'append' | 'read'>
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
  /** Ed25519 private key; its public half verifies permits. */
  readonly signingKey: KeyObject
}

/** An act as it lies in the log, with its place there. */
export type LoggedAct = { readonly position: number; readonly act: Act }

export type Register = {
  readonly publicKey: KeyObject
  /** Leave to run one version for one purpose, or the reason why not. Either way it is in the ledger. */
  permit(request: PermitRequest): Promise<Permit | Refusal>
  /**
   * Whether what a held permit licenses was stopped, blocked or replaced since: the reason, or undefined where it still holds.
   * Undefined too where the ledger cannot be reached, because a held permit then holds until its end.
   */
  stopped(permit: Permit): Promise<Refusal | undefined>
  /** Does one act, or says why not; a refused act is in the ledger too. */
  act(dossier: string, input: ActInput): Promise<Outcome>
  /** A dossier as it stands now, or as it was at a moment. */
  entry(dossier: string, at?: string): Promise<Entry | undefined>
  /** All dossiers that were ever proposed; none ever leaves. */
  entries(at?: string): Promise<Entry[]>
  /** What the public sees of all dossiers; what an exemption withholds is not there. */
  published(lang: Lang): Promise<ReturnType<typeof publicList>>
  publishedEntry(dossier: string, lang: Lang): Promise<PublicEntry | undefined>
  /** Every act on a dossier, in the order of the log. */
  timeline(dossier: string): Promise<LoggedAct[]>
  /** The non-public registration, for the authorities' role alone. */
  registered(by: Actor, lang: Lang): Promise<readonly AuthorityEntry[] | Refused>
  /**
   * Entries that an exemption withheld and that are public now: what lay in the public log, with what opens it. The
   * names of persons stay hashes.
   */
  opened(dossier: string): Promise<readonly PublicOpening[]>
  /** Everything about all dossiers, or about some, as one text; see `writePortable`. It holds what is withheld and names persons. */
  exported(dossiers?: readonly string[]): Promise<string>
  /**
   * Takes in what another register exported; all of it or nothing that is wrong. What ran there stands still here until two
   * persons take it back. Resolves to the ids; throws `ImportError`, also where a dossier is here already.
   */
  bring(text: string): Promise<readonly string[]>
  /** Commitments of entries that an exemption withholds or withheld, in order; nothing else is in the public log. */
  commitments(): Promise<{ readonly position: number; readonly at: string; readonly commitment: string }[]>
  /** Adds a fact over which criteria are measured; it holds no personal data. */
  note(dossier: string, kind: string, fact: Json): Promise<void>
  /** Measures every criterion of every running system over the facts since the last time. */
  measure(): Promise<void>
  /**
   * For demonstration mode: brings a dossier to state field lab on the word of labelled, invented persons. Where another
   * content is licensed already that one stays, unless `renew` says that somebody asked for a new version.
   */
  demonstrate(dossier: Dossier, renew?: boolean): Promise<Outcome>
}

/** Opens the register on a ledger. Everything it knows is folded from the ledger; it keeps no state that could differ from it. */
export async function openRegister({ ledger, clock, random, signingKey }: RegisterOptions): Promise<Register> {
  const streams = openStreams(ledger, random)
  // What was folded so far: only the tail of a stream has to be read again. The log never changes behind it.
  const folded = new Map<string, { entry: Entry | undefined; length: number }>()

  async function load(dossier: string): Promise<{ entry: Entry | undefined; length: number }> {
    const before = folded.get(dossier) ?? { entry: undefined, length: 0 }
    const found = await streams.of(dossier)
    const tail = found === undefined ? [] : await ledger.read(found.acts, before.length)
    if (tail.length === 0) return before
    const { entry } = fold(
      tail.map(({ payload }) => payload),
      before.entry,
    )
    const after = { entry, length: before.length + tail.length }
    folded.set(dossier, after)
    return after
  }

  const now = () => clock().toISOString()

  async function act(dossier: string, input: ActInput): Promise<Outcome> {
    const { entry, length } = await load(dossier)
    // Clocks of two servers may differ a little; the order of the log decides.
    const at = entry !== undefined && millis(entry.at) > millis(now()) ? entry.at : now()
    const parsed = parseAct({ ...input, at })
    const other = !isRefused(parsed) && parsed.act === 'propose' && parsed.dossier.id !== dossier
    const outcome = isRefused(parsed) ? parsed : other ? refuse('other-dossier') : take(entry, parsed)
    if (isRefused(outcome) || isRefused(parsed)) {
      const refused = isRefused(outcome) ? outcome : refuse('act-unreadable')
      await ledger.append(refusals, 'register.refused', {
        dossier,
        act: input.act,
        by: input.by,
        at,
        ...plain(refused),
      })
      return refused
    }
    // First the list, then the dossier: a name without a dossier is harmless, a dossier that no list names is not.
    const { acts } = await streams.open(dossier)
    // The public log holds the commitment before the exemption holds; it names no dossier.
    const granted = outcome.exemptions.at(-1)
    if (granted !== undefined && outcome.exemptions.length > (entry?.exemptions.length ?? 0))
      await ledger.append(publicLog, 'exemption.committed', { commitment: granted.commitment })
    try {
      await ledger.append(acts, `register.${parsed.act}`, asJson(parsed), { expected: length })
    } catch (error) {
      // Somebody else acted in between: look again at the entry as it is now.
      if (error instanceof StaleStream) return act(dossier, input)
      throw error
    }
    return outcome
  }

  async function permit(request: PermitRequest): Promise<Permit | Refusal> {
    try {
      const { entry } = await load(request.dossier)
      const issuedAt = now()
      const granted = leave(entry, request, issuedAt)
      if (isRefused(granted)) {
        const { refused, because } = granted
        const place = (await streams.of(request.dossier))?.permits ?? refusals
        await ledger.append(place, 'permit.refused', {
          ...request,
          refused,
          because,
          at: issuedAt,
        })
        return { refused, because }
      }
      const { version, until: expiresAt } = granted
      const id = Buffer.from(random(16)).toString('hex')
      const issued = signPermit({ ...request, id, version, issuedAt, expiresAt }, signingKey)
      await ledger.append((await streams.open(request.dossier)).permits, 'permit.issued', asJson(issued))
      return issued
    } catch (error) {
      // Fail closed: whatever keeps the permit out of the ledger keeps the system from running.
      const { refused, because } = refuse('ledger-unreachable')
      return { refused, because: error instanceof Error ? `${because} (${error.message})` : because }
    }
  }

  async function stopped(permit: Permit): Promise<Refusal | undefined> {
    try {
      const { entry } = await load(permit.dossier)
      const answer = leave(entry, permit, now())
      return isRefused(answer) ? { refused: answer.refused, because: answer.because } : undefined
    } catch {
      return undefined
    }
  }

  async function opened(dossier: string): Promise<readonly PublicOpening[]> {
    const found = await entry(dossier)
    if (found === undefined || withholding(found, now()) !== undefined) return []
    return found.exemptions.flatMap(({ commitment, salt, version }) => {
      const sealed = versionOf(found, version)?.dossier
      return sealed === undefined ? [] : [publicOpening({ commitment, salt, dossier: sealed })]
    })
  }

  async function exported(wanted?: readonly string[]): Promise<string> {
    const all = wanted ?? (await streams.dossiers())
    const refused = await ledger.read(refusals)
    const dossiers = await Promise.all(
      all.map(async id => {
        const { entry } = await load(id)
        const found = await streams.of(id)
        if (entry === undefined || found === undefined) return undefined
        const acts = (await timeline(id)).map(({ act }) => act)
        const came = (await ledger.read(found.brought)).flatMap(({ payload }) => evidenceIn(payload))
        const own = {
          facts: (await ledger.read(found.facts)).map(asLogged),
          permits: (await ledger.read(found.permits)).map(asLogged),
          refused: refused.filter(({ payload }) => textOf(payload, 'dossier') === id).map(asLogged),
        }
        return portableOf(id, entry, acts, mergeEvidence([...came, own]))
      }),
    )
    return writePortable(dossiers.filter(one => one !== undefined))
  }

  async function bring(text: string): Promise<readonly string[]> {
    const dossiers = readPortable(text)
    for (const { id } of dossiers)
      if ((await load(id)).entry !== undefined) throw new ImportError(`${id} is here already.`)
    for (const one of dossiers) {
      const found = await streams.open(one.id)
      await ledger.append(found.brought, 'register.brought', { digest: sha256(text), evidence: asJson(one.evidence) })
      for (const { commitment } of one.entry.exemptions)
        await ledger.append(publicLog, 'exemption.committed', { commitment })
      for (const [ordinal, given] of one.acts.entries())
        await ledger.append(found.acts, `register.${given.act}`, asJson(given), { expected: ordinal })
      if (ranElsewhere(one))
        await act(one.id, {
          act: 'suspend',
          by: { person: 'register', role: 'register', line: 'outside' },
          because:
            'Brought in from another register. A licence does not travel: two persons here have to take it back.',
        })
    }
    return dossiers.map(({ id }) => id)
  }

  async function timeline(dossier: string): Promise<LoggedAct[]> {
    const found = await streams.of(dossier)
    const entries = found === undefined ? [] : await ledger.read(found.acts)
    return entries.flatMap(({ position, payload }) => {
      const parsed = parseAct(payload)
      return isRefused(parsed) ? [] : [{ position, act: parsed }]
    })
  }

  async function entry(dossier: string, at?: string): Promise<Entry | undefined> {
    if (at === undefined) {
      const { entry } = await load(dossier)
      return entry === undefined ? undefined : lapse(entry, now())
    }
    const until = (await timeline(dossier)).filter(logged => hasCome(logged.act.at, at)).map(({ act }) => act)
    const { entry: then } = fold(until)
    return then === undefined ? undefined : lapse(then, at)
  }

  async function entries(at?: string): Promise<Entry[]> {
    const all = await Promise.all((await streams.dossiers()).map(id => entry(id, at)))
    return all.filter(one => one !== undefined)
  }

  async function measure(): Promise<void> {
    for (const current of await entries()) {
      const version = versionOf(current, current.licensed)
      if (!isRunning(current.state) || version?.digest === undefined) continue
      const logged = await ledger.read((await streams.open(current.id)).facts)
      const facts: Fact[] = logged.map(({ kind, at, payload }) => ({ kind, at, payload }))
      for (const criterion of version.dossier.criteria ?? []) {
        const from = current.watch[criterion.id]?.from
        if (from === undefined) continue
        const to = now()
        const { value, n } = evaluate(criterion, { facts, entry: current }, from, to)
        await act(current.id, {
          act: 'measure',
          by: { person: 'register', role: 'register', line: 'outside' },
          criterion: criterion.id,
          digest: version.digest,
          n,
          from,
          to,
          ...(value === undefined ? {} : { value }),
        })
      }
    }
  }

  async function demonstrate(dossier: Dossier, renew = false): Promise<Outcome> {
    let current: Outcome | undefined = await entry(dossier.id)
    for (const input of demonstrationActs(current, dossier, renew)) {
      current = await act(dossier.id, input)
      if (!isRefused(current)) continue
      // Another server may have done the same a moment before.
      const meanwhile = await entry(dossier.id)
      return meanwhile !== undefined && demonstrationActs(meanwhile, dossier, renew).length === 0 ? meanwhile : current
    }
    return current ?? refuse('dossier-unknown')
  }

  return {
    publicKey: createPublicKey(signingKey),
    permit,
    stopped,
    act,
    entry,
    entries,
    timeline,
    published: async lang => publicList(await entries(), now(), lang),
    publishedEntry: async (dossier, lang) => {
      const found = await entry(dossier)
      if (found === undefined) return undefined
      const acts = (await timeline(dossier)).map(({ act }) => act)
      return publicEntry(found, acts, now(), lang)
    },
    registered: async (by, lang) => authorityList(await entries(), by, now(), lang),
    opened,
    exported,
    bring,
    commitments: async () =>
      (await ledger.read(publicLog)).flatMap(({ position, at, payload }) => {
        const commitment = textOf(payload, 'commitment')
        return commitment === undefined ? [] : [{ position, at, commitment }]
      }),
    note: async (dossier, kind, fact) => {
      await ledger.append((await streams.open(dossier)).facts, kind, fact)
    },
    measure,
    demonstrate,
  }
}

function asLogged({ kind, at, payload }: LedgerEntry): Logged {
  return { kind, at, payload: payload ?? null }
}

function plain({ refused, because, rule, source }: Refused): Record<string, string> {
  return { refused, because, ...(rule === undefined ? {} : { rule }), ...(source === undefined ? {} : { source }) }
}

/** A parsed act or a permit is JSON by its schema; undefined members fall away. */
function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value))
}
