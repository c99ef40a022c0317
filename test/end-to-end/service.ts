import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')

/** The service as a process of its own, on a data folder of its own. */
export type Service = {
  readonly url: string
  readonly data: string
  /** What it printed. */
  readonly printed: () => string
  /** Ends it as a power cut would (SIGKILL). */
  kill(): Promise<void>
  /** Ends it as Ctrl-C does; gives the exit code. */
  stop(): Promise<number | null>
}

export type ServiceOptions = { readonly data: string; readonly port?: number; readonly env?: Record<string, string> }

/** Starts the service and waits until it says where its site is. Throws with what it printed where it ends before. */
export async function startService({ data, port = 0, env = {} }: ServiceOptions): Promise<Service> {
  const settings = {
    PORT: String(port),
    TOETSBAAR_DATA: data,
    TOETSBAAR_INVENTED_REPORTS: 'no',
    TOETSBAAR_REQUESTS_PER_MINUTE: '100000',
    ...env,
  }
  const child = spawn(
    join(root, 'node_modules/node/bin/node'),
    ['--disable-warning=ExperimentalWarning', '--import', 'tsx', 'packages/server/src/main.ts'],
    { cwd: root, env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      printed += part.toString('utf8')
    })
  const exited = new Promise<number | null>(done => child.once('exit', done))
  for (let waited = 0; !printed.includes('Press Ctrl-C'); waited += 20) {
    if (child.exitCode !== null || waited > 60_000) throw new Error(`The service did not start:\n${printed}`)
    await pause(20)
  }
  const url = /Site {3}(http\S+)\//.exec(printed)?.[1]
  if (url === undefined) throw new Error(`The service did not say where it is:\n${printed}`)
  return {
    url,
    data,
    printed: () => printed,
    kill: () => end(child, 'SIGKILL', exited).then(() => {}),
    stop: () => end(child, 'SIGINT', exited),
  }
}

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  exited: Promise<number | null>,
): Promise<number | null> {
  child.kill(signal)
  return exited
}

/** A folder for data that goes when the test is over. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'toetsbaar-end-to-end-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
