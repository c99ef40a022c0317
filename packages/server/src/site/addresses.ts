import type { Frame } from '@toetsbaar/web'

/** Every address of the site in one language. None carries a case, a code, or what a report is about. */
export const addresses = (lang: string) => ({
  home: `/${lang}`,
  story: `/${lang}/story`,
  step: `/${lang}/step`,
  stepAt: (version: number) => `/${lang}/step/${version}`,
  answer: (number: number) => `/${lang}/answer/${number}`,
  details: `/${lang}/details`,
  attachments: `/${lang}/attachments`,
  keep: `/${lang}/keep`,
  receipt: `/${lang}/receipt`,
  receiptPdf: `/${lang}/receipt.pdf`,
  resume: `/${lang}/resume`,
  leave: `/${lang}/leave`,
  status: `/${lang}/status`,
  reply: `/${lang}/reply`,
  request: (kind: string) => `/${lang}/status/${kind}`,
  models: `/${lang}/models`,
  model: (subject: string, from: string) => `/${lang}/models/${subject}/${from}`,
  graph: (subject: string, from: string) => `/${lang}/models/${subject}/${from}/graph.svg`,
  read: `/${lang}/read`,
  register: `/${lang}/register`,
  entry: (id: string) => `/${lang}/register/${id}`,
  worry: (id: string) => `/${lang}/register/${id}/worry`,
  privacy: `/${lang}/privacy`,
  accessibility: `/${lang}/accessibility`,
  signIn: `/${lang}/sign-in`,
  beginSignIn: `/${lang}/sign-in/begin`,
  signOut: `/${lang}/sign-out`,
  demonstrationSignIn: (uid: string) => `/${lang}/demonstration/${uid}`,
  role: `/${lang}/role`,
  desk: `/${lang}/desk`,
  deskSearch: `/${lang}/desk/search`,
  deskTake: `/${lang}/desk/take`,
  deskViews: `/${lang}/desk/views`,
  deskCase: (number: string) => `/${lang}/desk/cases/${number}`,
  deskAct: (number: string, act: string) => `/${lang}/desk/cases/${number}/${act}`,
  deskFile: (number: string, key: string) => `/${lang}/desk/cases/${number}/attachments/${key}`,
  oversight: `/${lang}/desk/oversight`,
  overrides: `/${lang}/desk/oversight/overrides`,
  caseLinks: (number: string) => `/${lang}/desk/links/${number}`,
  caseFiles: `/${lang}/desk/files`,
  caseFile: (number: string) => `/${lang}/desk/files/${number}`,
  lists: `/${lang}/desk/lists`,
  listEntry: (id: string) => `/${lang}/desk/lists/${id}`,
  listCorrection: `/${lang}/lists/correction`,
  look: `/${lang}/desk/look`,
  lookLog: `/${lang}/desk/look/log`,
  lookSamples: `/${lang}/desk/look/samples`,
  lookSample: (id: string) => `/${lang}/desk/look/samples/${id}`,
  lookCase: (number: string) => `/${lang}/desk/look/cases/${number}`,
  lookOpenings: `/${lang}/desk/look/openings`,
  lookClose: (number: string, version: number) => `/${lang}/desk/look/openings/${number}/${version}/close`,
  accounts: `/${lang}/accounts`,
  newAccount: `/${lang}/accounts/new`,
  account: (id: string) => `/${lang}/accounts/${id}`,
  endAccount: (id: string) => `/${lang}/accounts/${id}/end`,
})

/** Where a sign-in provider sends the browser back to: without a language, because the provider knows them letter by letter. */
export const returnAddresses = { callback: '/sign-in/callback', signedOut: '/signed-out' } as const

export type Addresses = ReturnType<typeof addresses>

/** The addresses that the frame of every page links to. */
export function frameAddresses(to: Addresses): Frame['to'] {
  const { home, resume, models, read, register, privacy, accessibility } = to
  return { home, resume, models, read, register, privacy, accessibility }
}
