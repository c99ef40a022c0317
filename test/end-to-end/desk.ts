import { siteClient } from './site.ts'

/** Every invented person of the demonstration who has one role alone, by that role. */
export const people = {
  'intake-officer': 'aya',
  'team-lead': 'esra',
  'system-owner': 'femke',
  assessor: 'gijs',
  auditor: 'hanna',
  administrator: 'ivo',
  prosecutor: 'jet',
  defence: 'karim',
  supervisor: 'lot',
} as const

/** A browser in which an invented person of the demonstration signed in; `page` is where that led. */
export async function deskClient(url: string, subject: string, lang: 'nl' | 'en' = 'en') {
  const client = siteClient(url)
  await client.open(`/${lang}/sign-in/begin`)
  const page = await client.send({ account: subject }, 'demonstration-sign-in')
  return { ...client, page }
}
