import { expect, test } from 'vitest'
import { average, perMinute, type Sample } from './samples'

const sample = (at: number, tokens: number) => ({ at, tokens }) as Sample

test('growth is per minute, and a total that starts again is none', () => {
  const samples = [sample(0, 100), sample(30_000, 150), sample(90_000, 10), sample(150_000, 70)]
  expect(perMinute(samples, ({ tokens }) => tokens)).toEqual([100, 0, 60])
})

test('the average of nothing is zero', () => {
  expect(average([])).toBe(0)
  expect(average([1, 2])).toBe(1.5)
})
