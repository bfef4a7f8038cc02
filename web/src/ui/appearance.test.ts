import { expect, test } from 'vitest'
import { appearanceOf, initialOf } from './appearance'

test('an agent always looks the same', () => {
  expect(appearanceOf('sanmu')).toEqual(appearanceOf('sanmu'))
})

test('ids that differ in one letter look different', () => {
  const looks = ['agent-a', 'agent-b', 'agent-c', 'agent-d'].map((id) => JSON.stringify(appearanceOf(id)))
  expect(new Set(looks).size).toBe(looks.length)
})

test('many agents share the colours and shapes evenly', () => {
  const looks = Array.from({ length: 2400 }, (_, index) => appearanceOf(`agent-${index}`))
  for (const hue of new Set(looks.map((look) => look.hue))) {
    expect(looks.filter((look) => look.hue === hue).length).toBeGreaterThan(60)
  }
  expect(new Set(looks.map((look) => look.hue)).size).toBe(24)
  expect(new Set(looks.map((look) => look.shape)).size).toBe(8)
})

test.each([
  ['老槌', '槌'],
  ['三木 AI', '木'],
  ['ada', 'A'],
  ['—42', '4'],
  ['…', '·'],
])('the initial of %o is %o', (name, initial) => expect(initialOf(name)).toBe(initial))
