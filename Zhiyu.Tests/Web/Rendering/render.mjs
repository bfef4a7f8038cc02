// The page's own renderer: takes an array of texts, answers with what becomes of each. The modules are those of web/,
// made runnable by what builds the page.
import { Session } from 'node:inspector/promises'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

const [, , web, what] = process.argv
// How often each piece of the code runs is no matter of the machine, nor of what else is done on it.
const profiler = new Session()
profiler.connect()
if (what === 'work') {
  await profiler.post('Profiler.enable')
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}
const { runnerImport } = await import(pathToFileURL(`${web}/node_modules/vite/dist/node/index.js`))
const load = async (path) =>
  (await runnerImport(`${web}/src/${path}`, { root: web, configFile: false, logLevel: 'silent' })).module

const { toHtml, bounds } = await load('prose/markdown.ts')
const { excerpt } = await load('text/excerpt.ts')

// As a browser has it: nothing but these is escaped, and no attribute holds a bracket.
const textOf = (html) =>
  html
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name])

// Since they were last asked for.
async function steps() {
  if (what !== 'work') return 0
  const { result } = await profiler.post('Profiler.takePreciseCoverage')
  return result
    .flatMap((script) => script.functions)
    .flatMap((part) => part.ranges)
    .reduce((sum, range) => sum + range.count, 0)
}

const answers = []
for (const markdown of JSON.parse(await text(process.stdin))) {
  await steps()
  const html = toHtml(markdown)
  const work = await steps()
  answers.push({
    shown: textOf(html),
    listed: excerpt(markdown, markdown.length),
    elements: html.match(/<[a-z]/g)?.length ?? 0,
    isPlain: html.startsWith('<p>') && html.indexOf('<', 1) === html.length - 4 && textOf(html) === markdown,
    links: [...html.matchAll(/ href="([^"]*)"/g)].map(([, address]) => address),
    work,
  })
}
console.log(JSON.stringify({ bounds, answers }))
