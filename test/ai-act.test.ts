import { join } from 'node:path'
import type { Known } from '@toetsbaar/argumentation'
import { advance, adviceOf, begin, type InquiryEvent, type Policy, stepOf } from '@toetsbaar/inquiry'
import { loadDossier } from '@toetsbaar/register'
import { advise, law, lint, loadModel, theoryOf } from '@toetsbaar/rulebook'
import { describe, expect, test } from 'vitest'

const models = join(import.meta.dirname, '../models/ai-act')

/** The law in plain conditions on a full set of facts: a second reading, apart from the rules of the model. */
function byHand(yes: (id: string) => boolean): string {
  if (!yes('ai-system')) return 'no-ai'
  const banned = [
    'manipulates',
    'social-score',
    'scrapes-faces',
    'emotion-work',
    'sensitive-categories',
    'intimate-images',
    'abuse-images',
  ].some(yes)
  if (banned || (yes('live-faces') && !yes('live-allowed'))) return 'prohibited'
  if (yes('predicts-offending') && yes('only-profiling') && !yes('supports-human')) return 'prohibited'
  const points = ['biometric', 'live-faces', 'victim-risk', 'polygraph', 'evidence-reliability', 'predicts-offending']
  const more = ['traits-or-past', 'profiles-in-investigation', 'emergency-calls', 'other-list']
  const profiles =
    yes('profiling') || yes('profiles-in-investigation') || (yes('predicts-offending') && yes('only-profiling'))
  const relieved = yes('narrow-task') && yes('documented') && !profiles
  if (yes('safety-component') || ([...points, ...more].some(yes) && !relieved)) return 'high-risk'
  const exempt = yes('by-law') && !yes('public-reporting')
  return yes('synthetic') || (yes('interacts') && !exempt) ? 'transparency' : 'minimal'
}

/** The first question that matters, in the order of the model: any order has to end in the same class. */
const firstRelevant: Policy = ({ model: asked, engine: on, advice }, known) => {
  const open = new Set(on.relevant(known, advice).map(({ answer }) => answer.replace(/^-/, '')))
  return {
    ask: asked.observations.find(({ id }) => open.has(id))?.id,
    expected: open.size,
    worst: open.size,
    exact: false,
  }
}

describe.each(['2026-08-02', '2026-12-02'])('classification under the AI Act as it stands from %s', day => {
  const model = loadModel(join(models, day))
  const aiAct = law(model)
  const { engine, advice: goal } = aiAct
  const atoms = model.observations.map(({ id }) => id)
  // From light to heavy; a class that is not settled counts as the heaviest.
  const weight = ['no-ai', 'minimal', 'transparency', 'high-risk', 'prohibited', 'none']
  const weigh = (known: Known) => weight.indexOf(engine.value(known, goal))

  test('has at least thirty worked cases, and the engine agrees with each, reasons included', () => {
    expect(model.cases.length).toBeGreaterThanOrEqual(30)
    for (const { id, known, outcome, because = [] } of model.cases) {
      const found = advise(aiAct, known)
      expect(found.outcome, id).toBe(outcome)
      expect(
        found.because.map(({ rule }) => rule),
        id,
      ).toEqual(expect.arrayContaining([...because]))
    }
    for (const outcome of [...model.outcomes, 'unclear'])
      expect(model.cases.filter(one => one.outcome === outcome).length, outcome).toBeGreaterThan(1)
  })

  test('has no fault that the rulebook finds', () => {
    expect(lint(model).filter(({ code }) => code !== 'text-hard')).toEqual([])
  })

  // Classes exclude each other in every model. Here that never comes into play: there are no facts, and no gaps in them,
  // for which two classes have an argument. The engine answers this exactly over all sets of known facts: 3^27 of them, and 3^29 from December 2026.
  test('two classes never have an argument together, over all facts and all gaps in them', () => {
    for (const outcome of model.outcomes) {
      expect(engine.example([{ goal: { status: outcome }, values: ['blocked', 'out'] }]), outcome).toBeUndefined()
      expect(engine.example([{ goal: { status: outcome }, values: ['defended'] }]), outcome).toBeDefined()
    }
  })

  // Beside that nothing in the theory can defeat what is derived, so what holds keeps holding under every further answer.
  test('a class that is settled stays settled under every further answer', () => {
    const theory = theoryOf(model)
    const contraries = theory.contraries.flatMap(one => ('between' in one ? one.between : [one.attacker, one.target]))
    for (const literal of contraries) expect(model.outcomes).toContain(literal)
    expect(theory.preferences).toEqual([])
    expect(theory.undercuts).toEqual([])
    for (const { if: premises, then } of theory.rules) {
      expect(then.startsWith('-') || atoms.includes(then), then).toBe(false)
      for (const premise of premises) expect(model.outcomes).not.toContain(premise)
    }
  })

  // The same once more by brute force, on blocks of facts that meet in rules, around every worked case.
  test.each([
    [['ai-system', 'predicts-offending', 'only-profiling', 'supports-human', 'profiling', 'narrow-task', 'documented']],
    [['ai-system', 'live-faces', 'live-allowed', 'biometric', 'narrow-task', 'documented', 'safety-component']],
    [
      [
        'interacts',
        'by-law',
        'public-reporting',
        'synthetic',
        'other-list',
        'profiles-in-investigation',
        'manipulates',
      ],
    ],
    [['ai-system', 'intimate-images', 'abuse-images', 'predicts-offending', 'synthetic', 'other-list', 'narrow-task']],
  ])('an answer more never gives a heavier class than not knowing did: %s', all => {
    const block = all.filter(atom => atoms.includes(atom))
    const bases = model.cases.filter((_, index) => index % 20 === 0)
    for (const { known } of bases) {
      const rest = known.filter(fact => !block.includes(fact.replace(/^[-?]/, '')))
      for (let code = 0; code < 3 ** block.length; code++) {
        const facts = block.flatMap((atom, place) => {
          const digit = Math.floor(code / 3 ** place) % 3
          return digit === 0 ? [] : [digit === 1 ? atom : `-${atom}`]
        })
        const at = weigh([...rest, ...facts])
        const open = block.find(atom => !facts.some(fact => fact.replace(/^-/, '') === atom))
        if (open === undefined) continue
        for (const answer of [open, `-${open}`])
          if (weigh([...rest, ...facts, answer]) > at)
            expect.fail(`${answer} gives a heavier class on ${facts.join(' ')}`)
      }
    }
  })

  test('on full sets of facts the model and a second reading of the law agree', () => {
    let seed = 20260802
    const next = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed / 4_294_967_296
    }
    const seen = new Map<string, number>()
    for (let round = 0; round < 6000; round++) {
      const odds = [0.04, 0.1, 0.3][round % 3] ?? 0.1
      const yes = new Set(atoms.filter(atom => next() < (atom === 'ai-system' ? 0.95 : odds)))
      const expected = byHand(id => yes.has(id))
      seen.set(expected, (seen.get(expected) ?? 0) + 1)
      expect(
        engine.value(
          atoms.map(atom => (yes.has(atom) ? atom : `-${atom}`)),
          goal,
        ),
      ).toBe(expected)
    }
    expect([...seen.keys()].sort()).toEqual([...model.outcomes].sort())
    expect(Math.min(...seen.values())).toBeGreaterThan(50)
  })

  test('a question that is closed without an answer gives no lighter class either', () => {
    for (const { id, known } of model.cases)
      for (const fact of known) {
        const closed = known.map(other => (other === fact ? `?${fact.replace(/^[-?]/, '')}` : other))
        expect(weigh(closed), `${id} without ${fact}`).toBeGreaterThanOrEqual(weigh(known))
      }
  })

  test("the intake's own dialogue ends in the class that the same facts give at once", () => {
    for (const { id, known } of model.cases.filter((_, index) => index % 8 === 0)) {
      const yes = new Set(known.filter(fact => !/^[-?]/.test(fact)))
      const told: InquiryEvent[] = [
        { kind: 'told', text: '', lang: 'en', date: '2026-11-22', signs: [] },
        { kind: 'read', reading: { observations: [], entities: [] } as never },
      ]
      let state = told.reduce((before, event) => advance(before, event, aiAct), begin({ model }))
      let asked = 0
      for (
        let step = stepOf(state, aiAct, firstRelevant);
        step.at === 'question' && asked < 40;
        step = stepOf(state, aiAct, firstRelevant)
      ) {
        state = advance(
          state,
          { kind: 'answered', observation: step.observation, value: yes.has(step.observation) ? 'yes' : 'no' },
          aiAct,
        )
        asked++
      }
      const full = atoms.map(atom => (yes.has(atom) ? atom : `-${atom}`))
      expect(adviceOf(state, aiAct).outcome, id).toBe(advise(aiAct, full).outcome)
      expect(adviceOf(state, aiAct).stable, id).toBe(true)
    }
  })

  test('it says what would change the class', () => {
    const changes = advise(aiAct, model.cases[0]?.known ?? []).wouldChange
    expect(changes.map(({ outcome }) => outcome)).toContain('high-risk')
    expect(changes.map(({ outcome }) => outcome)).toContain('prohibited')
  })
})

test('from 2 December 2026 the new prohibitions have to be answered: what was settled before is not settled then', () => {
  const [before, after] = ['2026-08-02', '2026-12-02'].map(day => law(loadModel(join(models, day))))
  if (before === undefined || after === undefined) throw new Error('there are two')
  const asked = after.model.observations.map(({ id }) => id)
  expect(asked.filter(id => !before.model.observations.some(old => old.id === id))).toEqual([
    'intimate-images',
    'abuse-images',
  ])
  for (const { id, known, outcome } of before.model.cases) {
    const found = advise(after, known)
    expect(found.outcome, id).toBe(outcome === 'no-ai' || outcome === 'prohibited' ? outcome : 'unclear')
    const no = [...known, '-intimate-images', '-abuse-images']
    expect(advise(after, no).outcome, id).toBe(outcome)
    if (known.includes('ai-system')) expect(advise(after, [...known, 'abuse-images']).outcome, id).not.toBe('minimal')
  }
})

test.each(['intake', 'link-finder'])('the class in the dossier %s is what the engine gives on its answers', dossier => {
  const stated = loadDossier(join(import.meta.dirname, '../dossiers', `${dossier}.yaml`)).aiAct
  const model = loadModel(join(models, stated?.model.from ?? ''))
  const found = advise(law(model), stated?.known ?? [])
  expect(stated?.model).toEqual({ subject: model.subject, from: model.from, digest: model.digest })
  expect(stated).toMatchObject({ class: found.outcome, stable: found.stable, open: found.open })
  expect(stated?.because).toEqual(found.because.map(({ rule, source }) => ({ rule, source })))
})
