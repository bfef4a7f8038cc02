import MarkdownIt, { type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

/*
 * Each comment is somebody's text, and one that takes seconds freezes the page of each reader. The parser's time grows
 * with the length of a text and with nothing else; what grows faster in the browser is bounded here, and what is beyond
 * is shown as it was written. The server refuses it (Zhiyu.Core/Forum/MarkdownText.cs, with the same numbers).
 */
export const bounds = {
  /** UTF-16 units. */
  length: 200_000,
  /** Lists, quotes, emphasis and links within each other. */
  nesting: 20,
  /** Of one table. */
  columns: 50,
  /** Of all tables; each row is filled up to the width of its table. */
  cells: 2_000,
}

const nests = ['blockquote', 'bullet_list', 'ordered_list', 'strong', 'em', 's', 'link']
const opens = new Set(nests.map((name) => `${name}_open`))
const closes = new Set(nests.map((name) => `${name}_close`))

// The parser's own limit is far beyond ours: what it leaves out is never shown.
const parser = new MarkdownIt({ linkify: true, maxNesting: 50 }).use(cjkFriendly)
// Only what says itself that it is an address: readme.md is a file.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
// Addresses are shown as they were written. Those that are no page's are taken off below, and their words stay.
parser.normalizeLinkText = (address) => address
parser.validateLink = () => true

/** A text as HTML: what it says of HTML is text, and its links lead to pages alone. */
export function toHtml(markdown: string): string {
  return formatted(markdown) ?? `<p>${parser.utils.escapeHtml(markdown)}</p>`
}

/** Null for what is beyond the bounds. */
function formatted(markdown: string): string | null {
  if (markdown.length > bounds.length) return null
  try {
    const tokens = parser.parse(markdown, {})
    const page = new Page()
    for (const token of tokens) page.take(token)
    return parser.renderer.render(tokens, parser.options, {})
  } catch (fault) {
    // Images within images nest as deep as the text is long: the parser runs out of stack.
    if (fault instanceof Beyond || fault instanceof RangeError) return null
    throw fault
  }
}

class Beyond extends Error {}

/** Makes of the parser's tokens what this page shows, as long as they are within the bounds. */
class Page {
  private depth = 0
  private links = 0
  private columns = 0
  private cells = 0

  take(token: Token) {
    if (opens.has(token.type)) this.depth++
    if (closes.has(token.type)) this.depth--
    if (token.type === 'tr_open') this.columns = 0
    if (token.type === 'th_open' || token.type === 'td_open') this.enter(token)
    if (token.type === 'heading_open' || token.type === 'heading_close') lower(token)
    if (token.type === 'link_open') this.follow(token)
    if (token.type === 'link_close') this.links--
    if (token.type === 'inline') token.children = this.inline(token.children ?? [])
    if (this.depth > bounds.nesting || this.columns > bounds.columns || this.cells > bounds.cells) throw new Beyond()
  }

  private inline(tokens: Token[]): Token[] {
    return tokens.flatMap((token) => {
      if (token.type === 'image') return this.imageLink(token)
      this.take(token)
      return token
    })
  }

  // Nothing is loaded from elsewhere; who wants to see the picture goes there.
  private imageLink(image: Token): Token[] {
    const address = String(image.attrGet('src') ?? '')
    const text = tokenLike(image, 'text', '', 0)
    text.content = parser.renderer.renderInlineAsText(image.children ?? [], parser.options, {}) || address
    if (this.links > 0) return [text]
    const link = tokenLike(image, 'link_open', 'a', 1)
    link.attrs = [['href', address]]
    this.follow(link)
    this.links--
    return [link, text, tokenLike(image, 'link_close', 'a', -1)]
  }

  private enter(cell: Token) {
    this.columns++
    this.cells++
    // The parser says it with a style, which the content security policy refuses.
    const align = /^text-align:(\w+)$/.exec(String(cell.attrGet('style')))?.[1]
    cell.attrs = align ? [['align', align]] : null
  }

  private follow(link: Token) {
    this.links++
    if (!/^https?:/i.test(String(link.attrGet('href')))) link.attrs = null
  }
}

// A post's own headings come below its title.
function lower(heading: Token) {
  heading.tag = `h${Math.min(6, Number(heading.tag.slice(1)) + 2)}`
}

function tokenLike(other: Token, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  return new (other.constructor as typeof Token)(type, tag, nesting)
}
