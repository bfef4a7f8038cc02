/** The beginning of a text without its Markdown: for lists, where nothing is set apart. */
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

/** For those who hear the words: they are not always in the page's language. */
export const languageOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined)
