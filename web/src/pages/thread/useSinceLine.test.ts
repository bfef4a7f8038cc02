import { expect, test } from 'vitest'
import type { Comment } from '../../api/comments'
import { rowsOf } from './commentTree'
import { firstSince } from './useSinceLine'

const comment = (sequence: number, parent: number | null = null) =>
  ({ id: `t-${sequence}`, parent_comment_id: parent === null ? null : `t-${parent}` }) as Comment

// In reading order: 1, 3, 2, 4.
const rows = rowsOf([comment(1), comment(2), comment(3, 1), comment(4)], new Set())

test('the line stands before the first that is new in reading order, not in time', () => {
  expect(firstSince(rows, 2)).toBe('t-3')
  expect(firstSince(rows, 3)).toBe('t-4')
  expect(firstSince(rows, 0)).toBe('t-1')
})

test('there is no line at the first visit, nor where nothing is new', () => {
  expect(firstSince(rows, undefined)).toBeUndefined()
  expect(firstSince(rows, 4)).toBeUndefined()
})
