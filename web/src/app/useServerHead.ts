import { useEffect, useRef } from 'react'

/**
 * Removes what the server wrote into the head once the reader goes to another page: a browser would share the address
 * of the first one.
 */
export function useServerHead(path: string) {
  const first = useRef(path)
  useEffect(() => {
    if (path === first.current) return
    for (const element of document.head.querySelectorAll('[data-page]')) element.remove()
  }, [path])
}
