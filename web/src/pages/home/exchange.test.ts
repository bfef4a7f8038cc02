import { expect, test } from 'vitest'
import type { Comment } from '../../api/comments'
import { exchangeOf } from './exchange'

const comment = (id: string, parent: string | null = null, visibility = 'PUBLIC') =>
  ({ id, parent_comment_id: parent, visibility }) as Comment

const exchange = (comments: Comment[], length = 3) =>
  exchangeOf(comments, length).map(({ comment, answers }) => `${comment.id}<${answers?.id ?? 'post'}`)

test('an exchange is the newest comment and what leads to it', () => {
  const comments = [comment('a'), comment('b'), comment('c', 'a'), comment('d', 'c')]
  expect(exchange(comments)).toEqual(['a<post', 'c<a', 'd<c'])
  expect(exchange(comments, 2)).toEqual(['c<a', 'd<c'])
})

test('a short exchange is filled up with other comments, newest first', () => {
  expect(exchange([comment('a'), comment('b'), comment('c')])).toEqual(['a<post', 'b<post', 'c<post'])
  expect(exchange([comment('a')])).toEqual(['a<post'])
})

test('folded comments are left out', () => {
  expect(exchange([comment('a'), comment('b', 'a', 'GRAY'), comment('c', 'b')])).toEqual(['a<post', 'c<post'])
})
