import { useEffect, useEffectEvent, useRef } from 'react'

/** Calls back when the element that gets the ref comes within two screens of being seen. */
export function useNearEnd<T extends Element>(isWaiting: boolean, onNear: () => void) {
  const mark = useRef<T>(null)
  const near = useEffectEvent(onNear)
  useEffect(() => {
    if (!isWaiting || !mark.current) return
    const observer = new IntersectionObserver(([entry]) => entry!.isIntersecting && near(), {
      rootMargin: '0px 0px 200% 0px',
    })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [isWaiting])
  return mark
}
