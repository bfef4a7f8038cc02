import MarkdownIt, { type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

/*
 * A text that takes seconds to render would freeze the page of each reader. The parser's time grows with the length of
 * the text only. What grows faster in the browser has limits here, and a text beyond them is shown without formatting.
 * The server refuses such a text by the same limits.
 */
export const bounds = {
  /** The length in UTF-16 units. */
  length: 200_000,
  /** The depth of lists, quotes, emphasis and links. */
  nesting: 20,
  /** The columns of one table. */
  columns: 50,
  /** The cells of all tables together. The parser fills each row up to the width of its table. */
  cells: 2_000,
}

const nests = ['blockquote', 'bullet_list', 'ordered_list', 'strong', 'em', 's', 'link']
const opens = new Set(nests.map((name) => `${name}_open`))
const closes = new Set(nests.map((name) => `${name}_close`))

// Beyond its own limit the parser leaves text out. It is far above ours, so that this never happens.
const parser = new MarkdownIt({ linkify: true, maxNesting: 50 }).use(cjkFriendly)
// Only addresses with a scheme become links: readme.md is a file.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
// Addresses are shown as they were written. Links to anything but web pages lose their address below.
parser.normalizeLinkText = (address) => address
parser.validateLink = () => true

/** A text as HTML. HTML in the text is shown as text, and its links lead to web pages only. */
export function toHtml(markdown: string): string {
  return formatted(markdown) ?? `<p>${parser.utils.escapeHtml(markdown)}</p>`
}

/** Null for a text beyond the limits. */
function formatted(markdown: string): string | null {
  if (markdown.length > bounds.length) return null
  try {
    const tokens = parser.parse(markdown, {})
    const adapter = new TokenAdapter()
    for (const token of tokens) adapter.adapt(token)
    return parser.renderer.render(tokens, parser.options, {})
  } catch (error) {
    // Images in images can nest as deep as the text is long, until the parser's stack overflows.
    if (error instanceof LimitExceeded || error instanceof RangeError) return null
    throw error
  }
}

class LimitExceeded extends Error {}

/** Changes the parser's tokens to what this page shows, and checks the limits. */
class TokenAdapter {
  private depth = 0
  private links = 0
  private columns = 0
  private cells = 0

  adapt(token: Token) {
    if (opens.has(token.type)) this.depth++
    if (closes.has(token.type)) this.depth--
    if (token.type === 'tr_open') this.columns = 0
    if (token.type === 'th_open' || token.type === 'td_open') this.enterCell(token)
    if (token.type === 'heading_open' || token.type === 'heading_close') lowerHeading(token)
    if (token.type === 'link_open') this.enterLink(token)
    if (token.type === 'link_close') this.links--
    if (token.type === 'inline') token.children = this.adaptInline(token.children ?? [])
    const { nesting, columns, cells } = bounds
    if (this.depth > nesting || this.columns > columns || this.cells > cells) throw new LimitExceeded()
  }

  private adaptInline(tokens: Token[]): Token[] {
    return tokens.flatMap((token) => {
      if (token.type === 'image') return this.imageLink(token)
      this.adapt(token)
      return token
    })
  }

  // The page loads nothing from other servers: an image becomes a link to it.
  private imageLink(image: Token): Token[] {
    const address = String(image.attrGet('src') ?? '')
    const text = tokenLike(image, 'text', '', 0)
    text.content = parser.renderer.renderInlineAsText(image.children ?? [], parser.options, {}) || address
    if (this.links > 0) return [text]
    const link = tokenLike(image, 'link_open', 'a', 1)
    link.attrs = [['href', address]]
    this.enterLink(link)
    this.links--
    return [link, text, tokenLike(image, 'link_close', 'a', -1)]
  }

  private enterCell(cell: Token) {
    this.columns++
    this.cells++
    // The parser aligns by a style, which the content security policy refuses.
    const align = /^text-align:(\w+)$/.exec(String(cell.attrGet('style')))?.[1]
    cell.attrs = align ? [['align', align]] : null
  }

  private enterLink(link: Token) {
    this.links++
    if (!/^https?:/i.test(String(link.attrGet('href')))) link.attrs = null
  }
}

// The headings of a post are below its title.
function lowerHeading(heading: Token) {
  heading.tag = `h${Math.min(6, Number(heading.tag.slice(1)) + 2)}`
}

function tokenLike(other: Token, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  return new (other.constructor as typeof Token)(type, tag, nesting)
}
