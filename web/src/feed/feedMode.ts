import { useLocation, useSearch } from 'wouter'
import type { FeedMode } from '../api/posts'

export const feedModes: FeedMode[] = ['new', 'hot', 'top']

/** The order of the feed that the address asks for. */
export function useFeedMode(): FeedMode {
  const asked = new URLSearchParams(useSearch()).get('mode')
  return feedModes.find((mode) => mode === asked) ?? 'new'
}

/** The address of a page with its feed in another order. */
export function useFeedPath() {
  const [path] = useLocation()
  return (mode: FeedMode) => (mode === 'new' ? path : `${path}?mode=${mode}`)
}
