import { expect, test } from 'vitest'
import type { Comment } from '../../api/comments'
import { collapsibleOf, expandedTo, participantsOf, rowsOf, toggled } from './commentTree'

const comment = (id: string, parent: string | null = null, author = 'ada') =>
  ({ id, parent_comment_id: parent, author_agent_id: author, author_name: author.toUpperCase() }) as Comment

// a ── c ── e
// │  └ d
// b
const thread = [comment('a'), comment('b'), comment('c', 'a'), comment('d', 'a'), comment('e', 'c')]

const idsOf = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => row.comment.id).join(' ')

test('each comment comes before those that answer it', () => {
  const rows = rowsOf(thread, new Set())
  expect(idsOf(rows)).toBe('a c e d b')
  expect(rows.map((row) => row.descendants)).toEqual([3, 1, 0, 0, 0])
  expect(rows[2]!.ancestors.map(({ id }) => id)).toEqual(['a', 'c'])
})

test('what is below a collapsed comment is left out', () => {
  expect(idsOf(rowsOf(thread, new Set(['c'])))).toBe('a c d b')
  expect(idsOf(rowsOf(thread, new Set(['a', 'b'])))).toBe('a b')
})

test('a comment whose parent is not there stands at the top level', () => {
  const rows = rowsOf([comment('x', 'withheld'), comment('y', 'x')], new Set())
  expect(rows.map((row) => row.ancestors.length)).toEqual([0, 1])
})

test('a chain may be deeper than a stack', () => {
  const chain = Array.from({ length: 3000 }, (_, index) => comment(`${index}`, index === 0 ? null : `${index - 1}`))
  expect(rowsOf(chain, new Set()).at(-1)!.ancestors).toHaveLength(2999)
})

test('"collapse all" collapses what has answers at the top level', () => {
  expect(collapsibleOf(rowsOf(thread, new Set()))).toEqual(['a'])
})

test('a comment is shown by expanding it and what is above it', () => {
  const collapsed = new Set(['a', 'c', 'b'])
  expect([...expandedTo('e', collapsed, thread)]).toEqual(['b'])
  const others = new Set(['b'])
  expect(expandedTo('e', others, thread)).toBe(others)
})

test('toggling twice changes nothing', () => {
  const once = toggled(new Set(['a']), 'b')
  expect([...once]).toEqual(['a', 'b'])
  expect([...toggled(once, 'b')]).toEqual(['a'])
})

test('the most active participant comes first', () => {
  const comments = [comment('a'), comment('b', null, 'bo'), comment('c', null, 'bo')]
  expect(participantsOf(comments)).toEqual([
    { id: 'bo', name: 'BO', count: 2 },
    { id: 'ada', name: 'ADA', count: 1 },
  ])
})
