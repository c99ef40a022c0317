import { spawnSync } from 'node:child_process'
import type { Theory } from '@toetsbaar/argumentation'
import clingo from 'clingo-wasm'

import type { Measured } from './instances.ts'

/**
 * The grounded labelling as an answer-set program, one answer set per set of further answers. For theories without
 * cycles of rules, extra conflicts and preferences, as the layered ones are.
 */
const GROUNDED = `
0 { obs(L) : literal(A,L) } 1 :- open(A).
obs(L) :- known(L).
has(L) :- obs(L).
has(L) :- rule(R,L), has(B) : body(R,B).
held(L) :- obs(L).
held(L) :- rule(R,L), neg(L,M), gone(M), held(B) : body(R,B).
gone(L) :- neg(L,_), not has(L).
gone(L) :- neg(L,_), not obs(L), lost(R) : rule(R,L).
lost(R) :- rule(R,L), neg(L,M), held(M).
lost(R) :- body(R,B), gone(B).
status(unsatisfiable) :- topic(T), not has(T).
status(defended) :- topic(T), held(T).
status(out) :- topic(T), has(T), gone(T).
status(blocked) :- topic(T), has(T), not held(T), not gone(T).
#show obs/1.
`

/** The same labelling once more, for the set in which an answer has taken its place. */
const THEN = GROUNDED.split('\n')
  .slice(3, -2)
  .join('\n')
  .replaceAll(/\b(obs|has|held|gone|lost|status)\(/g, 'then_$1(')

/** Per instance: is there a superset of the known facts with another status? None: the status is stable. */
export function stabilityProgram({ theory, known, topic }: Measured, status: string): string {
  return `${GROUNDED}${facts(theory, known, topic)}:- status(${status}).\n`
}

/** What relevance came to: `value answer` each, or undefined where the time was over first. */
export type Refined = {
  readonly relevant: ReadonlySet<string> | undefined
  readonly milliseconds: number
  readonly calls: number
}

/**
 * Which answers are relevant, for each status, by counterexample-guided refinement. An answer is relevant for a status if
 * some set of answers with another status becomes settled when the answer takes its place among them. One program guesses
 * such a set, a second looks for further answers that break it; what broke one set is ruled out for the next. A set that
 * holds is reduced to a minimal one, all of which is relevant. Only questions that bear on the topic are guessed, and
 * only the solver's own time counts.
 */
export function relevance({ theory, known, topic }: Measured, solve: Solver, limit: number): Refined {
  const relevant = new Set<string>()
  const bearing = bearingOn(theory, topic)
  const answered = new Set(known.map(bare))
  const queryables = theory.queryables.filter(q => bearing.has(q) && !answered.has(q))
  let milliseconds = 0
  let calls = 0
  const ask = (more: readonly string[], constraints: string): readonly string[] | undefined => {
    if (milliseconds > limit) throw new Late()
    const solved = solve(`${GROUNDED}${facts({ ...theory, queryables }, [...known, ...more], topic)}${constraints}\n`)
    calls++
    milliseconds += solved.milliseconds
    return solved.witness?.filter(l => !answered.has(bare(l)))
  }
  const find = (status: string, answer: string) => {
    const opposite = answer.startsWith('-') ? answer.slice(1) : `-${answer}`
    // A counterexample that answers every question rules out most; one that does not is looked for after that.
    const whole = queryables.map(q => `:- not obs(p${q}), not obs(n${q}).`).join(' ')
    const breaks = (set: readonly string[]) =>
      ask(set, `:- status(${status}). ${whole}`) ?? ask(set, `:- status(${status}).`)
    const swapped = `then_obs(L) :- obs(L), L != ${named(opposite)}. then_obs(${named(answer)}). :- not then_status(${status}).`
    const broken: string[] = []
    for (;;) {
      const guess = ask([], [`:- status(${status}). :- obs(${named(answer)}).`, swapped, THEN, ...broken].join('\n'))
      if (guess === undefined) return
      let set = [...guess.filter(l => l !== opposite), answer]
      const counterexample = breaks(set)
      if (counterexample !== undefined) {
        const inside = new Set([...counterexample, ...known, opposite])
        const others = queryables.flatMap(q => [q, `-${q}`]).filter(l => !inside.has(l))
        broken.push(`:- ${others.map(l => `not obs(${named(l)})`).join(', ')}.`)
        continue
      }
      for (const one of set) {
        const less = set.filter(l => l !== one)
        if (one !== answer && breaks(less) === undefined) set = less
      }
      for (const one of set) relevant.add(`${status} ${one}`)
      return
    }
  }
  try {
    for (const status of ['unsatisfiable', 'out', 'blocked', 'defended'])
      for (const answer of queryables.flatMap(q => [q, `-${q}`]))
        if (!relevant.has(`${status} ${answer}`)) find(status, answer)
    return { relevant, milliseconds, calls }
  } catch (error) {
    if (!(error instanceof Late)) throw error
    return { relevant: undefined, milliseconds, calls }
  }
}

const bare = (literal: string) => literal.replace(/^-/, '')
const named = (literal: string) => (literal.startsWith('-') ? `n${literal.slice(1)}` : `p${literal}`)

/** The atoms from which rules lead to the topic or to its negation, however far. */
function bearingOn(theory: Theory, topic: string): ReadonlySet<string> {
  const found = new Set([bare(topic)])
  for (const atom of found)
    for (const rule of theory.rules) if (bare(rule.then) === atom) for (const p of rule.if) found.add(bare(p))
  return found
}

function facts(theory: Theory, known: readonly string[], topic: string): string {
  const atoms = new Set([
    ...theory.queryables,
    ...theory.rules.flatMap(r => [...r.if, r.then].map(l => l.replace(/^-/, ''))),
  ])
  const answered = new Set(known.map(k => k.replace(/^-/, '')))
  const lines: string[] = [`topic(${named(topic)}).`]
  for (const a of atoms) lines.push(`neg(p${a},n${a}). neg(n${a},p${a}).`)
  for (const q of theory.queryables)
    lines.push(answered.has(q) ? '' : `open(${q}). literal(${q},p${q}). literal(${q},n${q}).`)
  for (const k of known) lines.push(`known(${named(k)}).`)
  for (const r of theory.rules) {
    lines.push(`rule(${r.id},${named(r.then)}).`)
    for (const b of r.if) lines.push(`body(${r.id},${named(b)}).`)
  }
  return `${lines.join('\n')}\n`
}

/** A set of further answers, or undefined where there is none. */
export type Solved = { readonly witness: readonly string[] | undefined; readonly milliseconds: number }

/** Throws `Late` where the solver was stopped. */
export type Solver = (program: string) => Solved

class Late extends Error {}

const run = await clingo.init({ singleThreaded: true })

/** In this process, compiled to WebAssembly. It cannot be stopped within a call. */
export function solveInProcess(program: string): Solved {
  const start = performance.now()
  const result = run(program, 1)
  if (result.Result === 'ERROR') throw new Error(String(result.Error))
  return { witness: observedIn(result.Call[0]?.Witnesses?.[0]?.Value), milliseconds: performance.now() - start }
}

/** As a program of the system; the time is what it reports itself, so without the start of the process. */
export function solveBySystem(program: string): Solved {
  const run = spawnSync('clingo', ['--outf=2', '-n', '1', '--time-limit=30', '-'], { input: program, encoding: 'utf8' })
  type Report = { Result: string; Call: { Witnesses?: { Value: string[] }[] }[]; Time: { Total: number } }
  const { Result, Call, Time }: Report = JSON.parse(run.stdout)
  if (Result === 'UNKNOWN') throw new Late()
  return { witness: observedIn(Call[0]?.Witnesses?.[0]?.Value), milliseconds: 1000 * Time.Total }
}

/** Whether the system has a clingo of its own. */
export function isInstalled(): boolean {
  return spawnSync('clingo', ['--version']).status === 0
}

function observedIn(atoms: readonly string[] | undefined): string[] | undefined {
  return atoms?.map(a => a.slice(4, -1)).map(l => (l.startsWith('n') ? `-${l.slice(1)}` : l.slice(1)))
}
