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
#show status/1.
`

/** Per instance: is there a superset of the known facts with another status? None: the status is stable. */
export function stabilityProgram({ theory, known, topic }: Measured, status: string): string {
  return `${GROUNDED}${facts(theory, known, topic)}:- status(${status}).\n`
}

function facts(theory: Theory, known: readonly string[], topic: string): string {
  const name = (l: string) => (l.startsWith('-') ? `n${l.slice(1)}` : `p${l}`)
  const atoms = new Set([
    ...theory.queryables,
    ...theory.rules.flatMap(r => [...r.if, r.then].map(l => l.replace(/^-/, ''))),
  ])
  const answered = new Set(known.map(k => k.replace(/^-/, '')))
  const lines: string[] = [`topic(${name(topic)}).`]
  for (const a of atoms) lines.push(`neg(p${a},n${a}). neg(n${a},p${a}).`)
  for (const q of theory.queryables)
    lines.push(answered.has(q) ? '' : `open(${q}). literal(${q},p${q}). literal(${q},n${q}).`)
  for (const k of known) lines.push(`known(${name(k)}).`)
  for (const r of theory.rules) {
    lines.push(`rule(${r.id},${name(r.then)}).`)
    for (const b of r.if) lines.push(`body(${r.id},${name(b)}).`)
  }
  return `${lines.join('\n')}\n`
}

export type Solved = { readonly satisfiable: boolean; readonly milliseconds: number }

const run = await clingo.init({ singleThreaded: true })

/** In this process, compiled to WebAssembly. */
export function solveInProcess(program: string): Solved {
  const start = performance.now()
  const result = run(program, 1)
  if (result.Result === 'ERROR') throw new Error(String(result.Error))
  return { satisfiable: result.Result === 'SATISFIABLE', milliseconds: performance.now() - start }
}

/** As a program of the system; the time is what it reports itself, so without the start of the process. */
export function solveBySystem(program: string): Solved | undefined {
  const run = spawnSync('clingo', ['--outf=2', '-n', '1', '-'], { input: program, encoding: 'utf8', timeout: 60_000 })
  if (run.error !== undefined || run.stdout === '') return undefined
  const { Result, Time }: { Result: string; Time: { Total: number } } = JSON.parse(run.stdout)
  return { satisfiable: Result === 'SATISFIABLE', milliseconds: 1000 * Time.Total }
}
