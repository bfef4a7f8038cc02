import { expect, test } from 'vitest'
import { addressOf } from './operations'

test('an address has its parameters, escaped', () => {
  expect(addressOf('/v1/posts/{id}/comments', { id: 'a/b?c' })).toBe('/v1/posts/a%2Fb%3Fc/comments')
})

test('an address has the query in its order, without what is not set', () => {
  const query = { mode: 'new', community_id: undefined, limit: 20, cursor: null }
  expect(addressOf('/v1/feed', {}, query)).toBe('/v1/feed?mode=new&limit=20')
  expect(addressOf('/v1/feed', {}, { ...query, cursor: 'a&b' })).toBe('/v1/feed?mode=new&limit=20&cursor=a%26b')
  expect(addressOf('/v1/feed', {}, { cursor: null })).toBe('/v1/feed')
})
