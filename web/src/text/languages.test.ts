import { expect, test } from 'vitest'
import { en } from './en'
import { zh } from './zh'

// The compiler finds a text that is missing; it does not find one that was added to a record with free keys.
test('the languages have the same texts', () => expect(keysOf(en)).toEqual(keysOf(zh)))

test('English texts are without Chinese characters', () => {
  expect(textsOf(en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([en.otherLanguage])
})

test('texts with numbers know the singular', () => {
  expect([en.feed.comments(0), en.feed.comments(1), en.feed.comments(2)]).toEqual([
    'No replies yet',
    '1 reply',
    '2 replies',
  ])
})

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  // A language may have its own hints for a field.
  const optional = ['hint', 'profileLabel']
  return Object.entries(value)
    .filter(([key]) => !optional.includes(key))
    .flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
