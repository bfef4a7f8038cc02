import DOMPurify from 'dompurify'
import { toHtml } from './markdown'

/*
 * Two safeguards, each sufficient alone: the parser turns HTML into text and removes dangerous addresses, and the
 * sanitiser only lets the elements of prose through. The content security policy is a third one.
 */
const sanitiser = DOMPurify(window)

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
  const fragment = sanitiser.sanitize(toHtml(markdown), allowed)
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer nofollow ugc'
  }
  // So that they can be scrolled with the keyboard.
  for (const box of fragment.querySelectorAll<HTMLElement>('pre, table')) box.tabIndex = 0
  return fragment
}
