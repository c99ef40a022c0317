import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const bin = new URL('../bin/toetsbaar.js', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'toetsbaar-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const story =
  'ik heb op marktplaats een fiets gekocht voor 310 euro en meteen overgemaakt maar nooit iets ontvangen en nu heeft hij me geblokkeerd'
const file = join(folder, 'story.txt')
writeFileSync(file, story)

const report = (words: string[], input: string) =>
  spawnSync(process.execPath, [bin, 'report', ...words], { input, encoding: 'utf8', cwd: folder })

type Answered = {
  outcome: string
  stable: boolean
  observations: { id: string; value: string; origin: string; quote?: string; start?: number; end?: number }[]
  because: { rule: string; source: string; facts: string[] }[]
  open: { id: string; question: string }[]
}
const parsed = (text: string) => JSON.parse(text) as Answered

describe('toetsbaar report', () => {
  test('with --yes and --json it prints one JSON value, each observation with its exact quote', () => {
    const { status, stdout } = report(['--yes', '--json', '--date', '2026-11-21'], story)
    const answer = parsed(stdout)
    expect(status).toBe(0)
    expect(answer.observations.filter(each => each.origin === 'story').length).toBeGreaterThanOrEqual(3)
    for (const { origin, quote, start, end } of answer.observations)
      if (origin === 'story') expect(story.slice(start, end)).toBe(quote)
    for (const { id, question } of answer.open) expect(question).not.toBe(id)
  })

  test('a file and standard input give the same', () => {
    const words = ['--yes', '--json', '--date', '2026-11-21']
    expect(report([file, ...words], '').stdout).toBe(report(words, story).stdout)
  })

  test('answers come line by line; the answers count, and the reasons name them', () => {
    const lines = [...Array<string>(12).fill('j'), ...Array<string>(60).fill('w')].join('\n')
    const { status, stdout, stderr } = report([file, '--json', '--date', '2026-11-21'], lines)
    const answer = parsed(stdout)
    expect(status).toBe(0)
    expect(stderr).toContain('Klopt het?')
    expect(answer.observations.some(each => each.origin === 'question')).toBe(true)
  })

  test('nothing counts that was not confirmed: without answers there is no fact and no advice', () => {
    const { status, stdout } = report([file, '--json'], '')
    expect({ status, ...parsed(stdout) }).toMatchObject({ status: 0, outcome: 'unclear', because: [], stable: false })
    expect(parsed(stdout).observations.filter(each => each.value !== 'dont-know')).toEqual([])
  })

  test('words that are no choice are read as an answer', () => {
    const confirmed = Array<string>(9).fill('')
    const { stderr } = report([file, '--json'], [...confirmed, 'n', 'n', 'n', 'blubber', 'stop'].join('\n'))
    expect(stderr).toContain('Dat begrepen wij niet')
  })

  test.each([
    ['an empty story', [], '  \n', 'is empty'],
    ['a file that is not there', ['nothing.txt'], '', 'there is no such file'],
    ['a folder', ['.'], '', 'is a folder'],
    ['a day that does not exist', ['--date', '2026-02-30'], story, 'is no day'],
    ['a language without texts', ['--lang', 'fr'], story, 'choose nl or en'],
    ['a model that is not there', ['--model', 'dragons', '--yes'], story, 'there is no model "dragons"'],
    ['two files', ['a.txt', 'b.txt'], '', 'one story at a time'],
    ['an option that is not there', ['--quick'], story, 'there is no option --quick'],
  ])('%s is bad input: exit code 2, one line that says what to do', (_, words, input, complaint) => {
    const { status, stdout, stderr } = report(words, input)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(complaint)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('a report from before the first law goes to an officer, and says why', () => {
    const { status, stdout } = report(['--yes', '--json', '--date', '2018-05-01'], story)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'unclear',
      officer: true,
      reason: expect.stringContaining('2019-03-01'),
    })
  })

  test('a story in English is answered in English', () => {
    const english = 'I bought a bike on Facebook Marketplace, paid 200 euros and never received anything.'
    expect(report(['--yes'], english).stdout).toContain('This is the advice of a machine.')
  })

  test('somebody who writes of not wanting to live is met with a number first', () => {
    const { stderr } = report(['--yes', '--json'], `${story}. ik wil niet meer leven`)
    expect(stderr).toContain('113')
  })
})
