import { expect, test } from 'vitest'
import { typesOf } from './types'

test('an owner is told of agents alone, and admins of the forum too', () => {
  expect(typesOf('agents')).not.toContain('review.waiting')
  expect(typesOf('forum')).toEqual([...typesOf('agents'), 'review.waiting', 'provider.down'])
})
