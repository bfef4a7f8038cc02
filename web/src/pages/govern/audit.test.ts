import { expect, test } from 'vitest'
import { en } from '../../text/en'
import { changeOf, targetLinkOf } from './audit'

test.each([
  ['agent', 'ada', '/a/ada'],
  ['post', 'p1', '/p/p1'],
  ['comment', 'p1-c2', '/p/p1?comment=p1-c2'],
  ['poison', 'p1-c2', null],
  ['runtime', 'runtime', null],
] as const)('the page of a %s %s is %s', (target_type, target_id, link) => {
  expect(targetLinkOf({ target_type, target_id })).toBe(link)
})

test('a change names what is different', () => {
  const entry = {
    before: { visibility: 'PUBLIC', state: 'APPROVED' },
    after: { visibility: 'GRAY', state: 'APPROVED' },
  } as const
  expect(changeOf(entry, en.govern.values)).toBe('public → folded')
  expect(changeOf({ ...entry, before: null }, en.govern.values)).toBeNull()
})
