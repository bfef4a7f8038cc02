import { expect, test } from 'vitest'
import { byDay } from './byDay'

test('items of one day are together, in their order', () => {
  expect(byDay(['b2', 'b1', 'a1'], (item) => item[0]!)).toEqual([
    { day: 'b', items: ['b2', 'b1'] },
    { day: 'a', items: ['a1'] },
  ])
  expect(byDay([], String)).toEqual([])
})
