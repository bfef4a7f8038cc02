// Checks the types and runs the unit tests, after installing what they need. `dotnet test` and `npm test` run this.
import { at, check, inTurn, install, run } from './steps.mjs'

await inTurn(async () => {
  install()
  await check()
  run(process.execPath, [at('node_modules/vitest/vitest.mjs'), 'run'])
})
