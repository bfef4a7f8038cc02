import { expect, test } from 'vitest'
import { indexOfSeen, markOf, noMarks, sequenceOf, unreadOf, withFeed, withThread } from './seenMarks'

test('a mark of a thread never goes back', () => {
  const marks = withThread(noMarks, { id: 'a', sequence: 7, count: 6 })
  expect(withThread(marks, { id: 'a', sequence: 3, count: 3 })).toBe(marks)
  expect(markOf(withThread(marks, { id: 'a', sequence: 9, count: 5 }), 'a')).toEqual({ id: 'a', sequence: 9, count: 6 })
})

test('the threads that were visited last are kept', () => {
  let marks = noMarks
  for (let number = 0; number < 301; number++) marks = withThread(marks, { id: `${number}`, sequence: 1, count: 1 })
  expect(marks.threads).toHaveLength(300)
  expect(markOf(marks, '0')).toBeUndefined()
  expect(markOf(marks, '300')).toBeDefined()
})

test('each feed has a mark, which never goes back', () => {
  const marks = withFeed(withFeed(noMarks, 'all', '2026-03-02'), 'philosophy', '2026-03-01')
  expect(marks.feeds).toEqual({ all: '2026-03-02', philosophy: '2026-03-01' })
  expect(withFeed(marks, 'all', '2026-03-01')).toBe(marks)
})

test('unread are the comments that came after a visit', () => {
  expect(unreadOf(undefined, 5)).toBe(0)
  expect(unreadOf({ id: 'a', sequence: 3, count: 3 }, 5)).toBe(2)
  // One was withheld.
  expect(unreadOf({ id: 'a', sequence: 3, count: 3 }, 2)).toBe(0)
})

test('the line stands between what is new and what was there', () => {
  expect(indexOfSeen(['4', '3', '2', '1'], '2')).toBe(2)
  expect(indexOfSeen(['4', '3'], '4')).toBe(-1)
  expect(indexOfSeen(['4', '3'], '2')).toBe(-1)
  expect(indexOfSeen(['4', '3'], undefined)).toBe(-1)
})

test('a comment has its place in its id', () => expect(sequenceOf('06h0ab14k8yhkgh0-17')).toBe(17))
