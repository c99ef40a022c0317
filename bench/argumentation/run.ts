import { compile } from '@toetsbaar/argumentation'
import { solveBySystem, solveInProcess, stabilityProgram } from './clingo.ts'
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

function row(what: string, ours: readonly number[], peers: Record<string, readonly number[]>, note = ''): void {
  const own = spread(ours)
  const others = Object.entries(peers).map(([name, times]) => {
    const peer = spread(times)
    return times.length === 0 ? `${name} –` : `${name} ${say(peer.median)} (${Math.round(peer.median / own.median)}×)`
  })
  rows.push(`| ${what} | ${say(own.median)} | ${say(own.max)} | ${others.join(', ') || '–'} | ${note} |`)
  console.log(rows.at(-1))
}

function timed<T>(run: () => T): [T, number] {
  const start = performance.now()
  const value = run()
  return [value, performance.now() - start]
}

function beside(instances: readonly Measured[]): Record<string, number[]> {
  const wasm: number[] = []
  const system: number[] = []
  let different = 0
  for (const instance of instances) {
    const goal = { status: instance.topic }
    const engine = compile(instance.theory, { goals: [goal] })
    const program = stabilityProgram(instance, engine.value(instance.known, goal))
    const stable = engine.stable(instance.known, goal)
    const inProcess = solveInProcess(program)
    wasm.push(inProcess.milliseconds)
    const bySystem = solveBySystem(program)
    if (bySystem !== undefined) system.push(bySystem.milliseconds)
    if (inProcess.satisfiable === stable || (bySystem !== undefined && bySystem.satisfiable === stable)) different++
  }
  if (different > 0) throw new Error(`${different} instances on which the engine and clingo disagree`)
  return { 'clingo-wasm': wasm, clingo: system }
}

function intake(): void {
  const theories = Array.from({ length: 30 }, (_, i) => intakeTheory(i + 1))
  for (const t of theories.slice(0, 5)) compile(t.theory).assess([], { status: t.topic })
  row(
    '15 questions, 43 rules, 7 topics: compile',
    theories.map(t => timed(() => compile(t.theory))[1]),
    {},
  )
  const peers = beside(theories)
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
  const relevance = theories.flatMap(t => {
    const engine = compile(t.theory)
    return t.theory.topics.map(status => timed(() => engine.relevant([], { status }))[1])
  })
  row('the same, relevance for all statuses of a topic, nothing known', relevance, {})
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
    relevanceRow(`layered L = ${literals}, half known`, instances, beside(instances.slice(0, 30)))
  }
  const instances = many({ literals: 1000, layered: true, known: 0.5 }, 20)
  relevanceRow('layered L = 1000, half known', instances, beside(instances.slice(0, 10)))
}

function many(shape: Shape, count: number): Measured[] {
  return Array.from({ length: count }, (_, i) => randomTheory(shape, 1000 + i))
}

function relevanceRow(name: string, instances: readonly Measured[], peers: Record<string, readonly number[]>): void {
  const limits = { nodes: 20_000_000, milliseconds: 15_000, now: () => performance.now() }
  const stability: number[] = []
  const times: number[] = []
  let undecided = 0
  let searched = 0
  for (const { theory, known, topic } of instances) {
    const goal = { status: topic }
    stability.push(timed(() => compile(theory, { goals: [goal], limits }).stable(known, goal))[1])
    const [found, ms] = timed(() => compile(theory, { goals: [goal], limits }).assess(known, goal))
    times.push(ms)
    if (found.method === 'search') searched++
    if (Object.keys(found.undecided).length > 0) undecided++
  }
  row(`${name}: compile and one stability question`, stability, peers)
  row(
    `${name}: compile and relevance for all statuses`,
    times,
    {},
    `${searched} by search, ${undecided} with open answers, of ${instances.length}`,
  )
}

function large(): void {
  for (const [name, shape] of [
    ['random L = 100, nothing known', { literals: 100, layered: false, known: 0 }],
    ['random L = 120, nothing known', { literals: 120, layered: false, known: 0 }],
    ['layered L = 200, nothing known', { literals: 200, layered: true, known: 0 }],
  ] as const)
    relevanceRow(name, many(shape, 20), {})
}

if (part === undefined || part === 'intake') intake()
if (part === undefined || part === 'layered') layered()
if (part === undefined || part === 'large') large()
process.exit(0)
