import { expect, test } from 'vitest'
import { merged } from './followChanges'

test('the later of two changes holds', () => {
  expect(merged({ follow: ['a', 'b'] }, { unfollow: ['a'] })).toEqual({ follow: ['b'], unfollow: ['a'], seen: [] })
  expect(merged({ unfollow: ['a'] }, { follow: ['a'] })).toEqual({ follow: ['a'], unfollow: [], seen: [] })
})

test('marks are kept, each once', () => {
  expect(merged({ seen: ['t-1'], feed_seen_at: '1' }, { seen: ['t-1', 't-2'] })).toEqual({
    follow: [],
    unfollow: [],
    seen: ['t-1', 't-2'],
    feed_seen_at: '1',
  })
})
