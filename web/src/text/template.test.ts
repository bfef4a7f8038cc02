import { expect, test } from 'vitest'
import { en } from './en'
import { partsOf } from './template'
import { zh } from './zh'

test('a template is taken apart into words and names', () => {
  expect(partsOf('{one} in {place}.')).toEqual([
    { text: 'one', isName: true },
    { text: ' in ', isName: false },
    { text: 'place', isName: true },
    { text: '.', isName: false },
  ])
})

test('braces that are no name are words', () => {
  expect(partsOf('a {} b')).toEqual([{ text: 'a {} b', isName: false }])
})

test('each sentence of the digest names the same in both languages', () => {
  const namesOf = (sentence: (n: number) => string) =>
    partsOf(sentence(3))
      .filter((part) => part.isName)
      .map((part) => part.text)
      .sort()
  for (const kind of Object.keys(zh.digest.sentences) as (keyof typeof zh.digest.sentences)[]) {
    expect(namesOf(en.digest.sentences[kind])).toEqual(namesOf(zh.digest.sentences[kind]))
    expect(namesOf(zh.digest.sentences[kind])).toContain('place')
  }
})
