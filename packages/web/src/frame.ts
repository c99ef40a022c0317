import type { AssetPaths } from './assets.ts'
import type { Words } from './words.ts'

/** What every page needs besides its own content. */
export type Frame = {
  readonly words: Words
  /** This same page in every language, the current one included, so that switching keeps the place. */
  readonly languages: readonly { readonly code: string; readonly name: string; readonly href: string }[]
  readonly assets: AssetPaths
  /** Addresses of the pages that the header and footer lead to. */
  readonly to: {
    readonly home: string
    readonly resume: string
    readonly models: string
    readonly read: string
    readonly register: string
    readonly privacy: string
    readonly accessibility: string
  }
  /** Who helps, and what is said at which sign. */
  readonly peopleFirst: PeopleFirst
  /** True in demonstration mode: a banner on every page says that all data is invented. */
  readonly demonstration: boolean
  /** Where a citizen with an open case finds it back; absent without one. */
  readonly openCase?: { readonly status: string; readonly leave: string }
}

/** Places of the desk that its frame can lead to. A role sees only those that it may use. */
export type DeskPlace = 'queue' | 'files' | 'lists' | 'oversight' | 'board' | 'look' | 'accounts'

/** Who is signed in at the desk, where this person may go, and how to act in another role or stop. */
export type Desk = {
  readonly person: {
    readonly name: string
    /** The role in which this person acts now: `role.<role>` is its text. */
    readonly role: string
    readonly team?: string | undefined
    /** The last day of that role. */
    readonly until?: Date | undefined
  }
  readonly nav: readonly { readonly place: DeskPlace; readonly href: string; readonly current: boolean }[]
  /** Roles that this person may take instead; the form sends `role`. */
  readonly otherRoles: readonly string[]
  readonly switchRole: Gate
  readonly signOut: Gate
}

/** The frame of a page at the desk. */
export type DeskFrame = Frame & { readonly desk: Desk }

/**
 * Help lines, most urgent first, and the texts in the page's language: `sign.<id>.title`, `sign.<id>.message`,
 * `help.<id>.name`, `help.<id>.when`. Data of the operator, not of the site.
 */
export type PeopleFirst = {
  readonly help: readonly {
    readonly id: string
    readonly number?: string | undefined
    readonly url?: string | undefined
  }[]
  readonly texts: ModelTexts
}

/** What every form carries: where it goes, the CSRF token, and the version of the case that it was drawn from. */
export type Gate = {
  readonly action: string
  readonly csrf: string
  readonly version: string
  /**
   * Where the form goes to be drawn in another language with what was typed in it, by language; it sends `do=switch`.
   * Absent where the language is changed with a link.
   */
  readonly switch?: Readonly<Record<string, string>>
}

/** What is wrong with a field. `problem.<code>` is the text; `field` the name under which the form sends it. */
export type Problem = {
  readonly field: string
  readonly code: string
  readonly fillings?: Readonly<Record<string, string | number>>
}

/** What a form field is called in the page: the name that is sent, made fit for an id. */
export const idOf = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`

/** The texts of a model in the page's language, keyed `<kind>.<id>.<field>`. */
export type ModelTexts = Readonly<Record<string, string>>
