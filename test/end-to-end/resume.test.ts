import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiClient, type ReportBody, reply } from './http.ts'
import { dataFolder, type Service, startService } from './service.ts'
import { stories } from './stories.ts'

const data = dataFolder()
let service: Service

beforeAll(async () => {
  service = await startService({ data: data.path })
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

const restart = async () => {
  await service.kill()
  service = await startService({ data: data.path })
}

describe('a power cut between any two steps', () => {
  test('the dialogue goes on at the same question with all answers', async () => {
    const story = stories[0]
    if (story === undefined) throw new Error('There is no story.')
    const opened = await apiClient(service.url).post('/reports', { story: story.text, lang: story.lang })
    expect(opened.status).toBe(201)
    const { code, token, ...first } = opened.body as ReportBody & { code: string; token: string }
    expect(
      (await apiClient(service.url, token).put('/reports/current/word', { version: first.version, word: 'appeltaart' }))
        .status,
    ).toBe(204)

    let report: ReportBody = first
    let cuts = 0
    for (;;) {
      await restart()
      cuts++
      const found = await apiClient(service.url, token).get('/reports/current')
      expect(found.status).toBe(200)
      expect({ version: found.body.version, step: found.body.step }).toEqual({
        version: report.version,
        step: report.step,
      })
      const next = reply(story, report)
      if (next === undefined) break
      const answered = await apiClient(service.url, token).post(next.path, next.body)
      expect(answered.status, JSON.stringify(answered.body)).toBe(200)
      report = answered.body as ReportBody
    }
    expect(cuts).toBeGreaterThan(3)
    expect(report.step.advice?.outcome).toBe(story.outcome)

    const back = await apiClient(service.url).post('/tokens', { code, word: 'Appeltaart ' })
    expect(back.status).toBe(201)
    const reopened = await apiClient(service.url, back.body.token).get('/reports/current')
    expect(reopened.body.step).toEqual(report.step)
  }, 240_000)

  test('a request that was answered is not lost when the power goes right after it', async () => {
    const opened = await apiClient(service.url).post('/reports', { story: 'Ik kocht een fiets en betaalde 80 euro.' })
    await restart()
    const found = await apiClient(service.url, opened.body.token).get('/reports/current')
    expect(found.body.version).toBe(opened.body.version)
  })
})
