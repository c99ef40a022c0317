/** A page as a browser without scripts has it. */
export type SitePage = {
  readonly status: number
  readonly path: string
  readonly html: string
  /** The last cookie that was set, as it was sent. */
  readonly cookies: string
  readonly step: string | undefined
}

/** A browser without scripts: cookies, redirects, and the first form of a page with its hidden fields. */
export function siteClient(url: string) {
  const jar = new Map<string, string>()
  const visited: string[] = []
  let cookies = ''
  let forms: readonly SiteForm[] = []

  const go = async (path: string, body?: URLSearchParams | FormData): Promise<SitePage> => {
    // A sign-in provider answers with whole addresses.
    const response = await fetch(new URL(path, url), {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body !== undefined && { body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      cookies = cookie
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    visited.push(path)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) return go(location)
    const html = await response.text()
    forms = formsIn(html)
    return { status: response.status, path, html, cookies, step: forms[0]?.hidden.step }
  }

  const formOf = (step: string | undefined): SiteForm => {
    const form = step === undefined ? forms[0] : forms.find(one => one.hidden.step === step)
    if (form === undefined) throw new Error(`The page has no form${step === undefined ? '' : ` for ${step}`}.`)
    return form
  }

  return {
    visited,
    /** What the browser sends along, as one header. */
    cookie: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    open: (path: string) => go(path),
    download: async (path: string) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      return Buffer.from(await (await fetch(url + path, { headers: { cookie } })).arrayBuffer())
    },
    /** Sends a form of the page that was opened last, the first unless its step is named, with its hidden fields. */
    send: (fields: Readonly<Record<string, string>>, step?: string) => {
      const form = formOf(step)
      return go(form.action, new URLSearchParams({ ...form.hidden, ...fields }))
    },
    /** The hidden fields of a form, as a browser keeps them on a page that lies open. */
    hidden: (step?: string) => formOf(step).hidden,
    /** Sends files with the form that takes them. */
    upload: (files: readonly File[]) => {
      const form = formOf('add-attachment')
      const body = new FormData()
      for (const [name, value] of Object.entries(form.hidden)) body.set(name, value)
      for (const file of files) body.append('file', file)
      return go(form.action, body)
    },
  }
}

type SiteForm = { readonly action: string; readonly hidden: Readonly<Record<string, string>> }

function formsIn(html: string): readonly SiteForm[] {
  const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  return [...html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([found]) => {
    const hidden = [...found.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ])
    return { action: attribute(/<form[^>]*>/.exec(found)?.[0] ?? '', 'action'), hidden: Object.fromEntries(hidden) }
  })
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
