import { expect, test } from 'vitest'
import type { Post } from '../api/posts'
import { newerThan, withoutRepeats } from './posts'

const post = (id: string, created_at = id) => ({ id, created_at }) as Post

test('a post that is on two pages is shown once', () => {
  expect(withoutRepeats([post('b'), post('a'), post('b')]).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('new posts are those after all that are shown', () => {
  const shown = [post('a', '2026-01-02'), post('b', '2026-01-05')]
  const candidates = [post('c', '2026-01-06'), post('b', '2026-01-05'), post('d', '2026-01-03')]
  expect(newerThan(shown, candidates).map(({ id }) => id)).toEqual(['c'])
})
