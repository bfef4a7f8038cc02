import { useEffect } from 'react'

/** Tells feed readers of the feed below a page's address; nothing while it is not known whether the page exists. */
export function useFeedLink(page: string | false | undefined) {
  useEffect(() => {
    if (!page) return
    const link = document.createElement('link')
    link.rel = 'alternate'
    link.type = 'application/atom+xml'
    link.href = `${page}/feed.atom`
    // The server may have named it already.
    if (document.head.querySelector(`link[rel=alternate][href="${link.getAttribute('href')}"]`)) return
    document.head.append(link)
    return () => link.remove()
  }, [page])
}
