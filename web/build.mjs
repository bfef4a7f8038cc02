// Builds the page into dist/, unless that is newer than everything it is made from. `dotnet build` and `npm run build`
// run this. Of two builds at once, the second one waits, and then has nothing to do.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { at, check, contract, inTurn, install, root, timeOf } from './steps.mjs'

const generated = ['node_modules', 'dist', 'dist.new', 'dist.old', '.building']

await inTurn(async () => {
  if (Math.max(newest(root), timeOf(contract)) <= timeOf(at('dist/index.html'))) return
  install()
  await check()
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn', build: { outDir: 'dist.new', emptyOutDir: true } })

  // A process that copies dist/ at this moment finds either the old page or the new one.
  rmSync(at('dist.old'), { recursive: true, force: true })
  if (existsSync(at('dist'))) renameSync(at('dist'), at('dist.old'))
  renameSync(at('dist.new'), at('dist'))
  rmSync(at('dist.old'), { recursive: true, force: true })
})

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => folder !== root || !generated.includes(entry.name))
    .map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    })
    .reduce((one, other) => Math.max(one, other), 0)
}
