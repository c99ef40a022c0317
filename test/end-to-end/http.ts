import { type Ended, type Story, said } from './stories.ts'

type Proposal = {
  readonly id: string
  readonly value: 'yes' | 'no'
  readonly quote: string
  readonly start: number
  readonly end: number
}
type Advice = {
  readonly outcome: string
  readonly stable: boolean
  readonly observations: readonly { readonly id: string; readonly value: string }[]
  readonly because: readonly { readonly rule: string }[]
}
export type StepBody = {
  readonly at: string
  readonly text?: string
  readonly proposals?: readonly Proposal[]
  readonly questions?: readonly { readonly observation: string }[]
  readonly observation?: string
  readonly advice?: Advice
}
export type ReportBody = {
  readonly version: number
  readonly step: StepBody
  readonly code?: string
  readonly token?: string
}

/** A client of the API, as another program would write one. */
export function apiClient(url: string, token?: string) {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
  }
}

/** The request that answers the present step as the story's citizen would; undefined where the dialogue is over. */
export function reply(
  story: Story,
  { version, step }: ReportBody,
): { readonly path: string; readonly body: unknown } | undefined {
  switch (step.at) {
    case 'people-first':
      return { path: '/reports/current/seen-alerts', body: { version } }
    case 'confirm': {
      const decisions = (step.proposals ?? []).map(({ id, value }) => ({
        observation: id,
        value: said(story, id, value),
      }))
      return { path: '/reports/current/decisions', body: { version, decisions } }
    }
    case 'safety': {
      const answers = Object.fromEntries(
        (step.questions ?? []).map(({ observation }) => [observation, said(story, observation)]),
      )
      return { path: '/reports/current/safety-answers', body: { version, answers } }
    }
    case 'question': {
      const observation = step.observation ?? ''
      return { path: '/reports/current/answers', body: { version, observation, value: said(story, observation) } }
    }
    default:
      return undefined
  }
}

/** Tells a story over HTTP and answers until there is an advice. */
export async function overHttp(url: string, story: Story): Promise<Ended> {
  const opened = await apiClient(url).post('/reports', { story: story.text, lang: story.lang })
  if (opened.status === 400) return refused
  if (opened.status !== 201) throw new Error(`The API answered ${opened.status}: ${JSON.stringify(opened.body)}`)
  let report = opened.body as ReportBody
  const client = apiClient(url, report.token)
  for (let next = reply(story, report); next !== undefined; next = reply(story, report)) {
    const answer = await client.post(next.path, next.body)
    if (answer.status !== 200) throw new Error(`${next.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    report = answer.body as ReportBody
  }
  return ended(report.step.advice)
}

export const refused: Ended = { outcome: 'refused', stable: false, observations: {}, rules: [] }

export function ended(advice: Advice | undefined): Ended {
  if (advice === undefined) throw new Error('The dialogue ended without an advice.')
  const { outcome, stable, observations, because } = advice
  return {
    outcome,
    stable,
    observations: Object.fromEntries(observations.map(({ id, value }) => [id, value])),
    rules: because.map(({ rule }) => rule),
  }
}
