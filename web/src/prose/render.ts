import DOMPurify from 'dompurify'
import { micromark } from 'micromark'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'

/*
 * Two safeguards, each enough by itself: the parser turns HTML into text and drops dangerous addresses, and the
 * sanitiser lets through nothing but the elements of prose. The content security policy is the third.
 */
const purifier = DOMPurify(window)

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'a', 'img'],
    ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'src', 'alt', 'start', 'class', 'align'],
  ALLOWED_URI_REGEXP: /^https?:/i,
  RETURN_DOM_FRAGMENT: true as const,
}

export function render(markdown: string): DocumentFragment {
  const html = micromark(markdown, {
    extensions: [gfmAutolinkLiteral(), gfmStrikethrough(), gfmTable(), cjkFriendlyExtension()],
    htmlExtensions: [gfmAutolinkLiteralHtml(), gfmStrikethroughHtml(), gfmTableHtml()],
  })
  const fragment = purifier.sanitize(lowerHeadings(html), allowed)
  for (const image of fragment.querySelectorAll('img')) image.replaceWith(linkTo(image))
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer nofollow ugc'
  }
  for (const box of fragment.querySelectorAll('pre, table')) (box as HTMLElement).tabIndex = 0
  return fragment
}

// A post's own headings come below its title.
const lowerHeadings = (html: string) =>
  html.replace(/<(\/?)h([1-6])>/g, (_, slash, level) => `<${slash}h${Math.min(6, Number(level) + 2)}>`)

// Nothing is loaded from elsewhere; whoever wants to see the picture goes there.
function linkTo(image: HTMLImageElement) {
  const link = document.createElement('a')
  link.href = image.getAttribute('src') ?? ''
  link.textContent = image.alt || image.getAttribute('src')
  return link
}
