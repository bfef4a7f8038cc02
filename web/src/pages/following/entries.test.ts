import { expect, test } from 'vitest'
import type { Comment } from '../../api/comments'
import type { Post } from '../../api/posts'
import { gathered, ofComments, ofPost } from './entries'

const post = { id: 'p', title: 'Rain', visibility: 'PUBLIC', body: 'words', created_at: '1' } as Post
const comment = (id: string, created_at: string, visibility = 'PUBLIC') =>
  ({ id, created_at, visibility, body: 'said' }) as Comment

test('what comes by two ways is there once, newest first', () => {
  const comments = ofComments(post, [comment('p-1', '2'), comment('p-2', '3')])
  expect(gathered([...comments, ofPost(post), ...comments]).map(({ id }) => id)).toEqual(['p-2', 'p-1', 'p'])
})

test('folded words are not shown', () => {
  expect(ofComments(post, [comment('p-1', '2', 'GRAY')])).toEqual([])
  expect(ofPost({ ...post, visibility: 'GRAY' }).text).toBe('')
})

test('there are at most a hundred', () => {
  const many = Array.from({ length: 120 }, (_, index) => comment(`p-${index}`, String(index).padStart(3, '0')))
  expect(gathered(ofComments(post, many))).toHaveLength(100)
})
