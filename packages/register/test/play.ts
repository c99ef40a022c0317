import type { Act, ActInput, Entry, Refused } from '../src/index.ts'
import { isRefused, take } from '../src/index.ts'

/** One dossier with a simulated clock: acts are done one after the other, a second apart unless the clock is moved. */
export class Play {
  entry: Entry | undefined = undefined
  readonly acts: Act[] = []
  now: number

  constructor(start: string) {
    this.now = Date.parse(start)
  }

  get at(): string {
    return new Date(this.now).toISOString()
  }

  /** Moves the clock to a moment. */
  until(moment: string, seconds = 0): this {
    this.now = Date.parse(moment) + seconds * 1000
    return this
  }

  try(input: ActInput): Entry | Refused {
    this.now += 1000
    const act = { ...input, at: this.at } as Act
    const outcome = take(this.entry, act)
    if (!isRefused(outcome)) {
      this.entry = outcome
      this.acts.push(act)
    }
    return outcome
  }

  /** Does acts that have to succeed. */
  do(...inputs: readonly ActInput[]): this {
    for (const input of inputs) {
      const outcome = this.try(input)
      if (isRefused(outcome)) throw new Error(`${input.act}: ${outcome.refused}: ${outcome.because}`)
    }
    return this
  }

  get dossier(): Entry {
    if (this.entry === undefined) throw new Error('Nothing was proposed yet')
    return this.entry
  }

  /** Content digest of a version, the last one unless named. */
  content(number = this.dossier.versions.length): string {
    const version = this.dossier.versions[number - 1]
    if (version === undefined) throw new Error(`No version ${number}`)
    return version.content
  }
}
