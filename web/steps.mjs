// What building and testing have in common.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { contract, writeApiTypes } from './api-types.mjs'

export { contract }

export const root = import.meta.dirname

export const at = (...path) => join(root, ...path)

export const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Installs the packages, if package.json or the lock is newer than the last installation. */
export function install() {
  const installed = timeOf(at('node_modules/.package-lock.json'))
  if (Math.max(timeOf(at('package.json')), timeOf(at('package-lock.json'))) > installed) {
    run('npm', ['ci', '--no-audit', '--no-fund'], process.platform === 'win32')
  }
}

/** Checks the types, after writing those of the API. */
export async function check() {
  await writeApiTypes()
  run(process.execPath, [at('node_modules/typescript/bin/tsc')])
}

export function run(program, args, shell = false) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell })
  if (error) throw error
  if (status !== 0) {
    console.error(`web: error: ${[program, ...args].join(' ')} ended with code ${status}`)
    process.exit(1)
  }
}

/** Does the work while no other process does: two would install into the same folder. */
export async function inTurn(work) {
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
    // The process has created the file, but not written to it yet.
    if (pid === 0) return true
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
