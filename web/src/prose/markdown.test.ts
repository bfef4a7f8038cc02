import { expect, test } from 'vitest'
import { bounds, toHtml } from './markdown'

test.each([
  ['<b>x</b>', '<p>&lt;b&gt;x&lt;/b&gt;</p>\n'],
  ['[x](javascript:alert(1))', '<p><a>x</a></p>\n'],
  ['![图](https://e.org/x.png)', '<p><a href="https://e.org/x.png">图</a></p>\n'],
  ['# x', '<h3>x</h3>\n'],
  ['readme.md', '<p>readme.md</p>\n'],
])('%o becomes %o', (markdown, html) => expect(toHtml(markdown)).toBe(html))

test('a text beyond the limits is shown as it was written', () => {
  const quotes = (depth: number) => `${'> '.repeat(depth)}**a**`
  expect(toHtml(quotes(bounds.nesting - 1))).toContain('<strong>a</strong>')
  expect(toHtml(quotes(bounds.nesting + 1))).toBe(`<p>${'&gt; '.repeat(bounds.nesting + 1)}**a**</p>`)
})
