import { join } from 'node:path'
import {
  type Dossier,
  differingParts,
  isRefused,
  licensedDigest,
  loadDossier,
  type Parts,
  type Register,
  versionOf,
} from '@toetsbaar/register'
import type { Config } from './config.ts'
import { openRecords } from './records.ts'
import { type Intake, openIntake } from './run.ts'
import { type LinkRun, linkDossier, openLinkRun } from './run-links.ts'

/** How what is installed here stands to what the register licensed. */
export type Licence = {
  readonly dossier: string
  /** Whether the register lets exactly these bytes run now. */
  readonly runs: boolean
  /** Number of the version that is licensed, and when it was made; undefined where none is. */
  readonly version: number | undefined
  readonly at: string | undefined
  /** Parts that are not what that version licenses: changed, added or gone. */
  readonly changed: readonly string[]
  /** Whether the words of the dossier are others than those of the licensed version. */
  readonly reworded: boolean
  /** Why the register did not do what was asked. */
  readonly refused: string | undefined
}

/**
 * Brings what is installed under its dossier, on the word of labelled, invented persons: demonstration mode only. They
 * approve what they find on the first start. Whatever changes after that does not run until somebody asks for a `renew`.
 */
export async function demonstrateLicence(
  register: Pick<Register, 'demonstrate' | 'entry'>,
  dossier: Dossier,
  parts: Parts,
  renew = false,
): Promise<Licence> {
  const installed = { ...dossier, runs: { parts: { ...parts } } }
  // A demonstration that was suspended is woken first; what is new is licensed after that. Once it runs, nothing happens.
  await register.demonstrate(installed, renew)
  await register.demonstrate(installed, renew)
  const outcome = await register.demonstrate(installed, renew)
  const entry = await register.entry(dossier.id)
  const version = versionOf(entry, entry?.licensed)
  const words = (one: Dossier) => JSON.stringify({ ...one, runs: undefined })
  return {
    dossier: dossier.id,
    runs: entry?.state === 'field-lab' && version?.digest === licensedDigest(parts),
    version: version?.number,
    at: version?.at,
    changed: differingParts(version?.dossier.runs?.parts ?? {}, parts),
    reworded: version !== undefined && words(version.dossier) !== words(installed),
    refused: isRefused(outcome) ? outcome.because : entry?.state === 'suspended' ? 'It is suspended.' : undefined,
  }
}

/** The intake of this installation under its dossier; see `demonstrateLicence`. */
export async function demonstrateIntake(
  register: Pick<Register, 'demonstrate' | 'entry'>,
  config: Pick<Config, 'dossiers'>,
  intake: Pick<Intake, 'parts'>,
  renew = false,
): Promise<Licence> {
  return demonstrateLicence(register, loadDossier(join(config.dossiers, 'intake.yaml')), intake.parts, renew)
}

/** The link finder of this installation under its dossier; see `demonstrateLicence`. */
export async function demonstrateLinks(
  register: Pick<Register, 'demonstrate' | 'entry'>,
  config: Pick<Config, 'dossiers'>,
  run: Pick<LinkRun, 'parts'>,
  renew = false,
): Promise<Licence> {
  return demonstrateLicence(register, loadDossier(join(config.dossiers, `${linkDossier}.yaml`)), run.parts, renew)
}

/**
 * Has the invented persons of the demonstration approve what is installed now, the intake first and then the link finder,
 * beside a server that runs or without one. Undefined outside demonstration mode: there real persons approve, and nobody at
 * a keyboard can do it for them.
 */
export async function renewInstalled(
  config: Config,
): Promise<{ readonly intake: Licence; readonly links: Licence } | undefined> {
  if (!config.demonstration) return undefined
  const { register, clock, stop } = await openRecords(config)
  try {
    const intake = openIntake({ modelsRoot: config.models, weightsFile: join(config.weights, 'weights.json') })
    const run = openLinkRun({ publicKey: register.publicKey, clock })
    return {
      intake: await demonstrateIntake(register, config, intake, true),
      links: await demonstrateLinks(register, config, run, true),
    }
  } finally {
    await stop()
  }
}

/** What an operator has to know about a licence, in lines; none where all is as it was approved. */
export function licenceLines({ dossier, runs, version, at, changed, reworded, refused }: Licence): string[] {
  const since = version === undefined ? 'no version' : `version ${version} of ${at?.slice(0, 10) ?? 'an unknown day'}`
  if (runs && reworded)
    return [`The words of dossier "${dossier}" changed. What runs is still under ${since}. To renew it: ${renewal}`]
  if (runs) return []
  if (version !== undefined && changed.length > 0)
    return [
      `What is installed is not what was approved as ${since} of dossier "${dossier}", so it does not run.`,
      `  Changed: ${changed.join(', ')}`,
      `  Look at what changed. To have it approved as a new version: ${renewal}`,
      '  To go back: install the files of before and start again.',
    ]
  return [`The register does not let "${dossier}" run: ${refused ?? 'it has no licence'} See dossiers/${dossier}.yaml.`]
}

const renewal = 'npx toetsbaar register renew'
