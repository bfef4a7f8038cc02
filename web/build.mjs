// Installs what is missing and builds the page into dist/, unless it is newer than everything it is made of.
// `dotnet build` and `npm run build` come here; of two at once the second waits and then has nothing to do.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const root = import.meta.dirname
const made = ['node_modules', 'dist', 'dist.new', 'dist.old', '.building']
const at = (...path) => join(root, ...path)

await inTurn(async () => {
  if (newest(root) <= timeOf('dist/index.html')) return
  if (Math.max(timeOf('package.json'), timeOf('package-lock.json')) > timeOf('node_modules/.package-lock.json')) {
    run('npm', ['ci', '--no-audit', '--no-fund'], process.platform === 'win32')
  }
  run(process.execPath, [at('node_modules/typescript/bin/tsc')])
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn', build: { outDir: 'dist.new', emptyOutDir: true } })

  // Whoever copies dist/ at this moment finds the old page or the new one.
  rmSync(at('dist.old'), { recursive: true, force: true })
  if (existsSync(at('dist'))) renameSync(at('dist'), at('dist.old'))
  renameSync(at('dist.new'), at('dist'))
  rmSync(at('dist.old'), { recursive: true, force: true })
})

function run(program, args, shell = false) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell })
  if (error) throw error
  if (status !== 0) {
    console.error(`web: error: ${[program, ...args].join(' ')} ended with code ${status}`)
    process.exit(1)
  }
}

function timeOf(path) {
  return existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => folder !== root || !made.includes(entry.name))
    .map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    })
    .reduce((one, other) => Math.max(one, other), 0)
}

async function inTurn(work) {
  const turn = at('.building')
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(turn)) rmSync(turn, { force: true })
      else await setTimeout(200)
    }
  }
  process.on('exit', () => rmSync(turn, { force: true }))
  await work()
}

function isAlive(turn) {
  try {
    const pid = Number(readFileSync(turn, 'utf8'))
    // Not written yet: its process has only just begun.
    if (pid === 0) return true
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
