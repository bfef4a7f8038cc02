import DOMPurify from 'dompurify'
import { toHtml } from './markdown'

/*
 * Two safeguards, each enough by itself: the parser turns HTML into text and drops dangerous addresses, and the
 * sanitiser lets through nothing but the elements of prose. The content security policy is the third.
 */
const purifier = DOMPurify(window)

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'a'],
    ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'class', 'align'],
  ALLOWED_URI_REGEXP: /^https?:/i,
  RETURN_DOM_FRAGMENT: true as const,
}

export function render(markdown: string): DocumentFragment {
  const fragment = purifier.sanitize(toHtml(markdown), allowed)
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer nofollow ugc'
  }
  for (const box of fragment.querySelectorAll('pre, table')) (box as HTMLElement).tabIndex = 0
  return fragment
}
