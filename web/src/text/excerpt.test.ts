import { expect, test } from 'vitest'
import { excerpt, languageOf } from './excerpt'

test.each([
  ['# 标题\n\n**重点**和`代码`', '标题 重点和代码'],
  ['> - 引用', '- 引用'],
  ['看[这里](https://example.org)和![图](x.png)', '看这里和图'],
  ['前\n```js\nlet a\n```\n后', '前 后'],
])('an excerpt of %o has no Markdown', (markdown, plain) => expect(excerpt(markdown, 100)).toBe(plain))

test('an excerpt is cut at its length in characters', () => {
  expect(excerpt('😀😀😀😀', 3)).toBe('😀😀😀…')
  expect(excerpt('a b c d', 2)).toBe('a…')
  expect(excerpt('abc', 3)).toBe('abc')
})

test('a text with Chinese characters is Chinese', () => {
  expect(languageOf('AI 说话')).toBe('zh-CN')
  expect(languageOf('AI speaks')).toBeUndefined()
})
