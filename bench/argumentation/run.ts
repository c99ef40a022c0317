import { compile } from '@toetsbaar/argumentation'
import { isInstalled, relevance, type Solver, solveBySystem, solveInProcess, stabilityProgram } from './clingo.ts'
import { intakeTheory, type Measured, randomTheory, type Shape } from './instances.ts'

/**
 * Measures the engine beside clingo on the same instances in the same run. `node bench/argumentation/run.ts [part]`,
 * where part is `intake`, `layered`, `large` or nothing (all). Seeds are fixed.
 */
const part = process.argv[2]
const rows: string[] = []

function spread(times: readonly number[]): { median: number; max: number } {
  const sorted = [...times].sort((x, y) => x - y)
  return { median: sorted[sorted.length >> 1] ?? 0, max: sorted.at(-1) ?? 0 }
}

const say = (ms: number) =>
  ms < 0.01 ? `${(1000 * ms).toFixed(2)} µs` : ms < 10 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(0)} ms`

type Peers = Readonly<Record<string, { readonly times: readonly number[]; readonly late: number }>>

function row(what: string, ours: readonly number[], peers: Peers, note = ''): void {
  const own = spread(ours)
  const others = Object.entries(peers).map(([name, { times, late }]) => {
    const peer = spread(times)
    const over = late === 0 ? '' : `, ${late} of ${times.length} over ${PATIENCE / 1000} s`
    return `${name} ${say(peer.median)} (${Math.round(peer.median / own.median)}×${over})`
  })
  rows.push(`| ${what} | ${say(own.median)} | ${say(own.max)} | ${others.join(', ') || '–'} | ${note} |`)
  console.log(rows.at(-1))
}

function timed<T>(run: () => T): [T, number] {
  const start = performance.now()
  const value = run()
  return [value, performance.now() - start]
}

/** How long clingo may take over the relevance of one instance. */
const PATIENCE = 10_000

const SOLVERS: Readonly<Record<string, Solver>> = {
  'clingo-wasm': solveInProcess,
  ...(isInstalled() ? { clingo: solveBySystem } : {}),
}

/** One stability question of each instance, put to the engine and to clingo; they must agree. */
function besideStability(instances: readonly Measured[]): Peers {
  return besides(solve =>
    instances.map(instance => {
      const goal = { status: instance.topic }
      const engine = compile(instance.theory, { goals: [goal] })
      const { witness, milliseconds } = solve(stabilityProgram(instance, engine.value(instance.known, goal)))
      agree(witness === undefined, engine.stable(instance.known, goal), 'stability')
      return { milliseconds, late: false }
    }),
  )
}

/** The relevance of all answers for all statuses; they must agree where clingo comes to an end. */
function besideRelevance(instances: readonly Measured[]): Peers {
  return besides(solve =>
    instances.map(instance => {
      const found = relevance(instance, solve, PATIENCE)
      const ours = compile(instance.theory, { goals: [] }).relevant(instance.known, { status: instance.topic })
      const told = ours.map(r => `${r.value} ${r.answer}`).sort()
      if (found.relevant !== undefined) agree([...found.relevant].sort().join(), told.join(), 'relevance')
      return { milliseconds: found.milliseconds, late: found.relevant === undefined }
    }),
  )
}

function besides(ask: (solve: Solver) => { milliseconds: number; late: boolean }[]): Peers {
  return Object.fromEntries(
    Object.entries(SOLVERS).map(([name, solve]) => {
      const solved = ask(solve)
      return [name, { times: solved.map(s => s.milliseconds), late: solved.filter(s => s.late).length }]
    }),
  )
}

function agree<T>(theirs: T, ours: T, what: string): void {
  if (theirs !== ours) throw new Error(`the engine and clingo disagree on ${what}: ${ours} and ${theirs}`)
}

function intake(): void {
  const theories = Array.from({ length: 30 }, (_, i) => intakeTheory(i + 1))
  for (const t of theories.slice(0, 5)) compile(t.theory).assess([], { status: t.topic })
  row(
    '15 questions, 43 rules, 7 topics: compile',
    theories.map(t => timed(() => compile(t.theory))[1]),
    {},
  )
  const peers = besideStability(theories)
  const one = theories.map(t => {
    const goal = { status: t.topic }
    const engine = compile(t.theory)
    for (let i = 0; i < 20_000; i++) engine.stable([], goal)
    return (
      timed(() => {
        for (let i = 0; i < 20_000; i++) engine.stable([], goal)
      })[1] / 20_000
    )
  })
  row('the same, one stability question', one, peers)
  const times = theories.flatMap(t => {
    const engine = compile(t.theory)
    return t.theory.topics.map(status => timed(() => engine.relevant([], { status }))[1])
  })
  row('the same, relevance for all statuses of a topic, nothing known', times, besideRelevance(theories.slice(0, 6)))
  const odds = { cost: {}, prior: {} }
  const planned = theories.slice(0, 10).map(t => {
    const goals = t.theory.topics.map(status => ({ status }))
    const engine = compile(t.theory)
    const [first, ms] = timed(() => engine.next([], goals, odds))
    const [, again] = timed(() => engine.next(first.ask === undefined ? [] : [first.ask], goals, odds))
    return { ms, again, exact: first.exact }
  })
  row(
    'the same, best first question until all topics are stable',
    planned.map(p => p.ms),
    {},
    `${planned.filter(p => p.exact).length} of 10 exact`,
  )
  row(
    'the same, next question in a running dialogue',
    planned.map(p => p.again),
    {},
  )
}

function layered(): void {
  for (const literals of [50, 80, 120]) {
    const instances = many({ literals, layered: true, known: 0.5 }, 100)
    rowsOf(`layered L = ${literals}, half known`, instances, 30, 10)
  }
  const instances = many({ literals: 1000, layered: true, known: 0.5 }, 20)
  rowsOf('layered L = 1000, half known', instances, 10, 4)
}

function many(shape: Shape, count: number): Measured[] {
  return Array.from({ length: count }, (_, i) => randomTheory(shape, 1000 + i))
}

/** A row for stability and one for relevance, beside clingo on the first instances. */
function rowsOf(name: string, instances: readonly Measured[], stableBeside: number, relevantBeside: number): void {
  const limits = { nodes: 20_000_000, milliseconds: 60_000, now: () => performance.now() }
  const stability: number[] = []
  const times: number[] = []
  let undecided = 0
  let open = 0
  let pairs = 0
  let searched = 0
  for (const { theory, known, topic } of instances) {
    const goal = { status: topic }
    stability.push(timed(() => compile(theory, { goals: [goal], limits }).stable(known, goal))[1])
    const [found, ms] = timed(() => compile(theory, { goals: [goal], limits }).assess(known, goal))
    times.push(ms)
    if (found.method === 'search') searched++
    const unsure = Object.values(found.undecided).flat().length
    if (unsure > 0) {
      undecided++
      open += unsure
      pairs += 8 * (theory.queryables.length - known.length)
    }
  }
  const some = <T>(peers: (instances: readonly Measured[]) => T, count: number) =>
    count === 0 ? {} : peers(instances.slice(0, count))
  row(`${name}: compile and one stability question`, stability, some(besideStability, stableBeside))
  row(
    `${name}: compile and relevance for all statuses`,
    times,
    some(besideRelevance, relevantBeside),
    undecided === 0
      ? `${instances.length}, ${searched} by search, none open`
      : `${undecided} of ${instances.length} with open answers: ${open} of their ${pairs} pairs of answer and status`,
  )
}

function large(): void {
  for (const [name, shape] of [
    ['random L = 100, nothing known', { literals: 100, layered: false, known: 0 }],
    ['random L = 120, nothing known', { literals: 120, layered: false, known: 0 }],
    ['layered L = 200, nothing known', { literals: 200, layered: true, known: 0 }],
  ] as const)
    rowsOf(name, many(shape, 20), 0, 0)
}

if (part === undefined || part === 'intake') intake()
if (part === undefined || part === 'layered') layered()
if (part === undefined || part === 'large') large()
process.exit(0)
