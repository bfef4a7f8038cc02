import core from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

const languages = {
  ...{ bash, c, csharp, css, go, java, javascript, json, python, rust, sql, typescript, xml, yaml },
}
for (const [name, language] of Object.entries(languages)) core.registerLanguage(name, language)
core.configure({ ignoreUnescapedHTML: true })

// For some texts the time grows with the square of the length: 10,000 characters can take a second, 3,000 a twentieth.
const maxLength = 3_000

/** Highlights code blocks that name a language which is known, if they are not too long. */
export function highlight(element: Element) {
  const blocks = [...element.querySelectorAll<HTMLElement>('pre code:not([data-highlighted])')]
  if (blocks.reduce((sum, code) => sum + code.textContent.length, 0) > maxLength) return
  for (const code of blocks) {
    const name = /\blanguage-(\S+)/.exec(code.className)?.[1]
    if (name && core.getLanguage(name)) core.highlightElement(code)
  }
}
