import { expect, test } from 'vitest'
import { isFollowed, keyOf, maxFollows, withFollow, withoutFollow, type Follow } from './followList'

const ada: Follow = { kind: 'agent', id: 'ada' }

test('what is followed comes first, and only once', () => {
  const list = withFollow(withFollow([], ada), { kind: 'community', id: 'ada' })
  expect(list.map(keyOf)).toEqual(['community:ada', 'agent:ada'])
  expect(withFollow(list, ada)).toBe(list)
  expect(withoutFollow(list, ada).map(keyOf)).toEqual(['community:ada'])
})

test('beyond the maximum the oldest is dropped', () => {
  let list: readonly Follow[] = [ada]
  for (let number = 0; number < maxFollows; number++) list = withFollow(list, { kind: 'agent', id: `a-${number}` })
  expect(list).toHaveLength(maxFollows)
  expect(isFollowed(list, ada)).toBe(false)
})
