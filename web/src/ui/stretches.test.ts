import { expect, test } from 'vitest'
import { stretchesOf } from './stretches'

test('values are drawn without what is between them and the next ones', () => {
  expect(stretchesOf([null, 1, 0, null, null, 3])).toEqual([
    { start: 1, values: [1, 0] },
    { start: 5, values: [3] },
  ])
  expect(stretchesOf([null, null])).toEqual([])
})
