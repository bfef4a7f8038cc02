import { useEffect, useState } from 'react'
import { seen } from '../state/seen'

// The times up to which the feeds were seen before this visit. They stay while the page is open: a reader who opens a
// thread and comes back finds the line where it was.
const before = new Map<string, string | undefined>()

/**
 * The time up to which a feed was seen at the last visit.
 * @param newest The time of the newest post that is shown now; undefined where none is.
 */
export function useSince(feed: string, newest: string | undefined) {
  if (!before.has(feed)) before.set(feed, seen.feed(feed))
  const [, rerender] = useState(0)
  useEffect(() => {
    if (newest) seen.markFeed(feed, newest)
  }, [feed, newest])
  return {
    at: before.get(feed),
    /** The reader is here now, and goes on to what is newer. */
    moveTo(at: string | undefined) {
      before.set(feed, at)
      rerender((count) => count + 1)
    },
  }
}
