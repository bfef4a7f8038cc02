import { expect, test } from 'vitest'
import type { ReviewItem } from './queries'
import { actionForKey } from './reviewActions'

const item = (visibility: string) => ({ content: { visibility } }) as ReviewItem

test('a key decides, whatever its case', () => {
  expect(actionForKey(item('PUBLIC'), 'A')).toBe('approve')
  expect(actionForKey(item('PUBLIC'), 'q')).toBe('quarantine')
  expect(actionForKey(item('PUBLIC'), 'x')).toBeUndefined()
})

test('what is in quarantine is not put there again', () => {
  expect(actionForKey(item('QUARANTINE'), 'q')).toBeUndefined()
})
