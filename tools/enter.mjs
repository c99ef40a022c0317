// The door of `npm start` and `npm test`: runs on the Node that npm runs on, without dependencies. It installs what the
// lockfile names and is not there yet, then hands over to the Node that the project brings along.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const [command, ...rest] = process.argv.slice(2)

const say = line => process.stdout.write(`${line}\n`)
const stop = (line, code = 70) => {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

/** The first package that the lockfile names and the folder lacks, or undefined where all is there. */
function missing() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return 'node_modules'
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue
    if (!path.startsWith('node_modules/')) continue
    if (there[path]?.version !== entry.version || !existsSync(join(root, path))) return path
  }
  return existsSync(node) ? undefined : 'node_modules/node/bin/node'
}

function install() {
  if (missing() === undefined) return
  say('Installing the packages that Toetsbaar needs. This is done once and takes about a minute.')
  const npm = process.env.npm_execpath
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  const args = [...first, 'ci', '--loglevel=error', '--no-audit', '--no-fund']
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error !== undefined) stop(`npm could not be started: ${error.message}. Run "npm ci" in ${root} yourself.`)
  if (status !== 0) stop(`npm ci ended with code ${status}. Read the lines above, then run "npm ci" in ${root}.`)
  const still = missing()
  if (still !== undefined)
    stop(`npm ci ended well, yet ${still} is not there. Run "npm ci --foreground-scripts" in ${root}.`)
}

/** The first program of these names on the search path. */
function program(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(path => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** The tests walk the site in a real browser, so they need one. */
function installBrowser() {
  if (process.env.CHROMIUM !== undefined || program('chromium', 'chromium-browser', 'google-chrome')) return
  const apt = program('apt-get')
  if (apt !== undefined && process.getuid?.() === 0) {
    say('Installing chromium, in which the tests walk the site. This is done once and takes about a minute.')
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    const get = () =>
      spawnSync(apt, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet).status === 0
    if (get() || (spawnSync(apt, ['update', '-qq'], quiet).status === 0 && get())) return
  }
  say('The tests in a browser need Chromium, and it was not found. They will fail until you install it:')
  say('  Debian, Ubuntu: sudo apt-get install -y chromium; or set CHROMIUM to the path of a Chromium or Chrome.')
}

/** Runs a program of the project and ends as it ends; Ctrl-C reaches it too, and it decides how to stop. */
function handOver(args) {
  const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => stop(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 70)))
}

if (command === 'start') {
  install()
  handOver(['--disable-warning=ExperimentalWarning', '--import', 'tsx', 'packages/server/src/main.ts', ...rest])
} else if (command === 'test') {
  install()
  installBrowser()
  handOver(['node_modules/vitest/vitest.mjs', 'run', ...rest])
} else {
  stop('usage: node tools/enter.mjs start | test [names of test files]', 2)
}
