import { join } from 'node:path'
import { loadModels, selectModel } from '@toetsbaar/rulebook'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onSite, openBrowser } from './browser.ts'
import { overHttp } from './http.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { stories } from './stories.ts'
import { inTerminal } from './terminal.ts'

const models = loadModels(join(import.meta.dirname, '..', '..', 'models'))
const model = selectModel(models, 'internet-trade-fraud', new Date().toISOString().slice(0, 10))
if (model === undefined) throw new Error('There is no model on internet trade fraud for today.')

const data = dataFolder()
let service: Service
let browser: Browser

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService({ data: data.path }), openBrowser()])
})
afterAll(async () => {
  await Promise.all([service.stop(), browser.close()])
  data.remove()
})

describe('three ways in, one behaviour', () => {
  test.each(stories)('$name: the terminal, HTTP and the site advise $outcome', async story => {
    const scripts = story.name !== 'a quarrel on quality'
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 360, height: 740 } })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', error => problems.push(String(error)))
    const [terminal, http, site] = await Promise.all([
      inTerminal(story, model),
      overHttp(service.url, story),
      onSite(service.url, story, model, page),
    ])
    await context.close()
    expect({ terminal: terminal.outcome, http: http.outcome, site: site.outcome }).toEqual({
      terminal: story.outcome,
      http: story.outcome,
      site: story.outcome,
    })
    expect(terminal.rules).toEqual(http.rules)
    // 422 is how the site answers a form that misses something.
    expect(problems.filter(problem => !problem.includes('422'))).toEqual([])
  })
})
