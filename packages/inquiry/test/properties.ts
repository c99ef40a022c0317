import assert from 'node:assert/strict'
import type { Law } from '@toetsbaar/rulebook'
import {
  type Answer,
  advance,
  adviceOf,
  begin,
  confirmedOf,
  InquiryError,
  type InquiryState,
  keptOf,
  stepOf,
  storyOf,
} from '../src/index.ts'
import { eventsOf, type Move } from './walk.ts'

/** Walks, and looks at every state on the way; refused moves leave the dialogue where it is. */
function walk(law: Law, moves: readonly Move[], look: (state: InquiryState, before: InquiryState) => void = () => {}) {
  let state = begin({ model: law.model })
  for (const made of moves)
    for (const event of eventsOf(made, state, law)) {
      const before = state
      try {
        state = advance(state, event, law)
      } catch (error) {
        if (!(error instanceof InquiryError)) throw error
      }
      look(state, before)
    }
  return state
}

/** A dialogue that is stored and read back at every step goes on the same. */
export function survivesStorage(law: Law, moves: readonly Move[]): void {
  walk(law, moves, state => {
    const restored: InquiryState = JSON.parse(JSON.stringify(state))
    assert.deepEqual(restored, state)
    assert.equal(JSON.stringify(stepOf(restored, law)), JSON.stringify(stepOf(state, law)))
  })
}

/** The same known facts give the same question and the same advice, whatever the way there. `seen` lasts over walks. */
export function hangsOnFactsAlone(law: Law, moves: readonly Move[], seen: Map<string, string>): void {
  walk(law, moves, state => {
    const step = stepOf(state, law)
    if (step.at !== 'question' && step.at !== 'advice') return
    if (step.at === 'question' && step.conflict !== undefined) return
    const { outcome, stable, open, because } = adviceOf(state, law)
    const stopped = step.at === 'advice' && !stable
    const asks = step.at === 'question' ? [step.observation, step.why, step.progress.atMostLeft] : 'advice'
    const now = JSON.stringify([stopped ? 'stopped' : asks, outcome, stable, open, because])
    const known = confirmedOf(state, law).map(({ id, value }) => `${id} ${value}`)
    const safetyOver = law.model.observations.filter(each => each.safety).length
    const facts = `${law.model.digest} ${stopped} ${safetyOver} ${known.join(', ')}`
    assert.equal(seen.get(facts) ?? now, now)
    seen.set(facts, now)
  })
}

/** What is asked is open, the citizen's to answer, no safety question, and can change the advice. */
export function asksOnlyWhatMatters(law: Law, moves: readonly Move[]): void {
  walk(law, moves, state => {
    const step = stepOf(state, law)
    if (step.at !== 'question' || step.conflict !== undefined) return
    const asked = law.model.observations.find(each => each.id === step.observation)
    assert.equal(asked?.settledBy, 'reporter')
    assert.equal(asked?.safety, false)
    assert.ok(!confirmedOf(state, law).some(fact => fact.id === step.observation))
    assert.ok(matters(law, state, step.observation), `${step.observation} cannot matter`)
    assert.ok(step.why.length > 0)
    assert.ok(step.progress.expectedLeft <= step.progress.atMostLeft)
  })
}

/** By the meaning of "relevant": some way of answering what is open makes the advice stable with it and not without it. */
function matters(law: Law, state: InquiryState, observation: string): boolean {
  const known = confirmedOf(state, law).map(({ id, value }) =>
    value === 'yes' ? id : value === 'no' ? `-${id}` : `?${id}`,
  )
  const named = new Set(known.map(fact => fact.replace(/^[-?]/, '')))
  const closed = law.model.observations.filter(
    each => !named.has(each.id) && (each.safety || each.settledBy === 'list'),
  )
  const asking = [...known, ...closed.map(each => `?${each.id}`)]
  const open = law.model.observations
    .map(each => each.id)
    .filter(id => !asking.some(fact => fact.replace(/^[-?]/, '') === id))
  const stable = (facts: readonly string[]): boolean | undefined => {
    try {
      return law.engine.stable(facts, law.advice)
    } catch {
      return undefined
    }
  }
  const some = (rest: readonly string[], facts: readonly string[]): boolean => {
    const [next, ...others] = rest
    if (next === undefined)
      return [observation, `-${observation}`].some(
        answer => stable([...facts, answer]) === true && stable(facts) === false,
      )
    return [[], [next], [`-${next}`]].some(answer => some(others, [...facts, ...answer]))
  }
  return some(
    open.filter(id => id !== observation),
    asking,
  )
}

/** From any state, going on ends, with no question twice and at most as many as the model has. */
export function ends(law: Law, moves: readonly Move[], answers: Iterator<Answer>): void {
  let state = walk(law, moves)
  const asked = new Set<string>()
  let atMost = Number.POSITIVE_INFINITY
  for (let steps = 0; ; steps++) {
    assert.ok(steps < 80, 'the dialogue goes round in a loop')
    const step = stepOf(state, law)
    if (step.at === 'advice' || step.at === 'slots' || step.at === 'summary') break
    if (step.at === 'question' && step.conflict === undefined) {
      assert.ok(!asked.has(step.observation), `${step.observation} is asked twice`)
      asked.add(step.observation)
      assert.ok(step.progress.atMostLeft < atMost, 'more is left than was said')
      atMost = step.progress.atMostLeft
    }
    const answer = answers.next().value ?? 'yes'
    for (const event of eventsOf({ do: 'go on', answer, words: false }, state, law)) state = advance(state, event, law)
  }
  assert.ok(asked.size <= law.model.observations.length)
}

/** Nothing typed is lost: every word is in a standing answer, in the story, or among what was kept. */
export function losesNothing(law: Law, moves: readonly Move[]): void {
  const state = walk(law, moves)
  const kept = keptOf(state, law).map(each => each.text)
  const standing = JSON.stringify([adviceOf(state, law), stepOf(state, law), storyOf(state, law)])
  for (const event of state.past) {
    const words = event.kind === 'told' ? event.text : 'words' in event ? (event.words?.text ?? '') : ''
    if (words === '' || standing.includes(JSON.stringify(words).slice(1, -1))) continue
    assert.ok(kept.includes(words), `"${words}" is lost`)
  }
}

/** No proposal alone ever counts, and both sides of an open contradiction stay out. */
export function countsOnlyWhatIsConfirmed(law: Law, moves: readonly Move[]): void {
  walk(law, moves, state => {
    const acts = JSON.stringify(state.past.filter(event => event.kind !== 'read' && event.kind !== 'told'))
    const facts = confirmedOf(state, law)
    for (const fact of facts)
      if (fact.origin !== 'implied') assert.ok(acts.includes(`"${fact.id}"`), `${fact.id} was never confirmed`)
      else
        assert.ok(
          facts.some(other => other.id === fact.by?.replace(/^-/, '')),
          `${fact.id} is implied by nothing`,
        )
    const step = stepOf(state, law)
    if (step.at !== 'question' || step.conflict === undefined) return
    const disputed = step.conflict.observations.map(literal => literal.replace(/^-/, ''))
    assert.ok(!facts.some(fact => disputed.includes(fact.id)))
  })
}

/** Undoing every act leads back to the start; help that was due is shown first, and look-ups are kept. */
export function undoesToTheStart(law: Law, moves: readonly Move[]): void {
  let state = walk(law, moves)
  for (let acts = state.past.length; acts > 0; acts--)
    try {
      state = advance(state, { kind: 'undone' }, law)
    } catch (error) {
      assert.ok(error instanceof InquiryError && error.code === 'nothing-to-undo')
    }
  if (stepOf(state, law).at === 'people-first') state = advance(state, { kind: 'alert-seen' }, law)
  assert.equal(stepOf(state, law).at, 'story')
  assert.deepEqual(
    confirmedOf(state, law).filter(fact => fact.origin !== 'look-up' && fact.origin !== 'implied'),
    [],
  )
}

/** Undoing an act brings back the step before it; only what was typed since is offered beside it. */
export function undoesOneStep(law: Law, moves: readonly Move[]): void {
  const bare = (state: InquiryState) => JSON.stringify({ ...stepOf(state, law), earlier: undefined, said: undefined })
  walk(law, moves, (state, before) => {
    const event = state.past.at(-1)
    if (state === before || event === undefined || !['answered', 'advice-asked', 'report-chosen'].includes(event.kind))
      return
    assert.equal(bare(advance(state, { kind: 'undone' }, law)), bare(before))
  })
}
