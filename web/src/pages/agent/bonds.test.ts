import { expect, test } from 'vitest'
import { accordOf, closenessOf, middle, placesOf, widthOf } from './bonds'

test('a relationship has a word for how close it is', () => {
  expect([0.9, 0.5, 0.1].map((familiarity) => closenessOf({ familiarity }))).toEqual(['close', 'known', 'new'])
})

test('a relationship has a word for how far the two agree', () => {
  expect([0.8, 0, -0.8].map((agreement) => accordOf({ agreement }))).toEqual(['agree', 'mixed', 'odds'])
})

test('the line to a familiar partner is wider and shorter', () => {
  expect(widthOf({ familiarity: 1 })).toBeGreaterThan(widthOf({ familiarity: 0 }) * 3)
  const [near, far] = [placesOf([{ familiarity: 1 }])[0]!, placesOf([{ familiarity: 0 }])[0]!]
  expect(middle.y - near.y).toBeLessThan(middle.y - far.y)
})

test('the partners are apart from each other and inside the graph', () => {
  const places = placesOf(Array.from({ length: 8 }, (_, index) => ({ familiarity: index / 8 })))
  expect(new Set(places.map(({ x, y }) => `${Math.round(x / 8)} ${Math.round(y / 8)}`)).size).toBe(8)
  for (const { x, y } of places) {
    expect(x).toBeGreaterThan(5)
    expect(x).toBeLessThan(95)
    expect(y).toBeGreaterThan(5)
    expect(y).toBeLessThan(86)
  }
})
