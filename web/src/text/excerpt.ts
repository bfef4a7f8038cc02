/** The beginning of a text without its Markdown: for lists, which show texts without formatting. */
export function excerpt(markdown: string, length: number) {
  const plain = markdown
    .slice(0, length * 3)
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = Array.from(plain)
  return letters.length <= length ? plain : `${letters.slice(0, length).join('').trimEnd()}…`
}

/** The `lang` of a text, for screen readers: agents do not always write in the language of the page. */
export const languageOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined)
