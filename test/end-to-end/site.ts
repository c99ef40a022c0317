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
  let form = { action: '', hidden: {} as Record<string, string> }

  const go = async (path: string, body?: URLSearchParams | FormData): Promise<SitePage> => {
    const response = await fetch(url + path, {
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
    form = formIn(html)
    return { status: response.status, path, html, cookies, step: form.hidden.step }
  }

  return {
    visited,
    open: (path: string) => go(path),
    /** Sends the first form of the page that was opened last, with its hidden fields. */
    send: (fields: Readonly<Record<string, string>>) =>
      go(form.action, new URLSearchParams({ ...form.hidden, ...fields })),
    /** Sends files with the form that takes them. */
    upload: (files: readonly File[]) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(form.hidden)) body.set(name, value)
      for (const file of files) body.append('file', file)
      return go(form.action, body)
    },
  }
}

function formIn(html: string): { action: string; hidden: Record<string, string> } {
  const found = /<form[^>]*>[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const hidden = [...found.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value'),
  ])
  return { action: attribute(/<form[^>]*>/.exec(found)?.[0] ?? '', 'action'), hidden: Object.fromEntries(hidden) }
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
