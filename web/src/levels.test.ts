import { expect, test } from 'vitest'

// The folders from the lowest to the highest level. A folder uses lower levels only, and pages do not use each other.
const levels = [['state'], ['api'], ['text'], ['ui'], ['memory', 'quality', 'webhooks'], ['prose', 'feed', 'explanation'], ['pages'], ['app']]

const sources = import.meta.glob<string>(['./**/*.{ts,tsx}', '!./**/*.test.ts', '!./api/contract.d.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const files = Object.entries(sources)
  .filter(([path]) => path !== './main.tsx')
  .map(([path, source]) => ({ path: path.slice(2), imports: importsOf(path.slice(2), source) }))

test('each folder has a level', () => {
  expect([...new Set(files.map(({ path }) => folderOf(path)))].sort()).toEqual(levels.flat().sort())
})

test('a folder uses folders of lower levels only', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((target) => !target.startsWith('styles/') && folderOf(target) !== folderOf(path))
      .filter((target) => levelOf(target) >= levelOf(path))
      .map((target) => `${path} uses ${target}`),
  )
  expect(wrong).toEqual([])
})

test('a page does not use another page', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((target) => folderOf(path) === 'pages' && folderOf(target) === 'pages' && pageOf(path) !== pageOf(target))
      .map((target) => `${path} uses ${target}`),
  )
  expect(wrong).toEqual([])
})

test('a component brings its own styles', () => {
  const styles = Object.keys(import.meta.glob('./**/*.css')).filter((path) => !path.startsWith('./styles/'))
  const imported = new Set(files.flatMap(({ imports }) => imports))
  expect(styles.map((path) => path.slice(2)).filter((path) => !imported.has(path))).toEqual([])
})

const folderOf = (path: string) => path.split('/')[0]!
const pageOf = (path: string) => path.split('/')[1]!
const levelOf = (path: string) => levels.findIndex((level) => level.includes(folderOf(path)))

function importsOf(path: string, source: string) {
  const folder = path.split('/').slice(0, -1)
  return [...source.matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)].map(([, target]) => {
    const parts = [...folder]
    for (const part of target!.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '.') parts.push(part)
    }
    return parts.join('/')
  })
}
