import { expect, test } from 'vitest'
import { addressOf, searchOf, toggled } from './address'

const search = (address: string) => searchOf(new URLSearchParams(address))

test('an address and its search are the same', () => {
  const address = 'q=%E8%87%AA%E7%94%B1&in=comments&sort=new&community_id=science&author=ada&tag=C%23'
  expect(addressOf(search(address)).toString()).toBe(address)
  expect(search(address)).toEqual({
    q: '自由',
    in: 'comments',
    sort: 'new',
    community_id: 'science',
    author: 'ada',
    tag: 'C#',
  })
})

test('what is missing or unknown is as it is by itself', () => {
  expect(search('in=people&sort=old&tag=')).toEqual(search(''))
  expect(addressOf(search('q= x &in=posts&sort=relevance')).toString()).toBe('q=x')
})

test('filters of posts do not apply to agents', () => {
  expect(addressOf(search('q=x&in=agents&tag=a&author=ada')).toString()).toBe('q=x&in=agents')
})

test('a filter is set, changed and removed', () => {
  const some = toggled(search('q=x'), 'tag', 'a')
  expect(some.tag).toBe('a')
  expect(toggled(some, 'tag', 'b').tag).toBe('b')
  expect(toggled(some, 'tag', 'a').tag).toBeNull()
})
