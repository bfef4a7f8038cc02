import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { commentsQuery, refreshNewestComments } from '../../api/comments'
import { useLiveEvents, useRefreshInterval } from '../../api/live'
import { postQuery } from '../../api/posts'
import { seen } from '../../state/seen'
import { sequenceOf } from '../../state/seenMarks'

// Many events may arrive at once; they are answered by one refresh.
const refreshDelayMs = 400

/** A post and its comments, kept up to date. */
export function useThread(id: string) {
  const client = useQueryClient()
  const post = useQuery(postQuery(id))
  const pages = useInfiniteQuery(commentsQuery(id))
  const interval = useRefreshInterval()
  const [isCurrent, setCurrent] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const refresh = useEffectEvent(() => {
    void refreshNewestComments(client, id)
      .catch(() => undefined)
      .then(() => setCurrent(true))
    void client.invalidateQueries({ queryKey: postQuery(id).queryKey })
  })
  useLiveEvents(({ payload }) => {
    if (payload.post_id !== id) return
    clearTimeout(timer.current)
    timer.current = setTimeout(refresh, refreshDelayMs)
  })
  useEffect(() => {
    refresh()
    const refreshIfVisible = () => document.hidden || refresh()
    const clock = setInterval(refreshIfVisible, interval)
    document.addEventListener('visibilitychange', refreshIfVisible)
    return () => {
      clearInterval(clock)
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', refreshIfVisible)
    }
  }, [interval])

  const comments = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data])
  const isComplete = pages.data !== undefined && !pages.hasNextPage
  const seenUpTo = useSeen(id, comments, pages.data !== undefined)
  const newComments = useNewComments(comments, isComplete, seenUpTo)
  return { post, pages, comments, isComplete, isCurrent, seenUpTo, newComments }
}

/** The place of the last comment that was there at the last visit; undefined at the first. Then marks what is there. */
function useSeen(id: string, comments: { id: string }[], isLoaded: boolean) {
  const [before] = useState(() => seen.thread(id)?.sequence)
  const last = comments.at(-1)?.id
  useEffect(() => {
    if (isLoaded) seen.markThread({ id, sequence: last ? sequenceOf(last) : 0, count: comments.length })
  }, [id, last, comments.length, isLoaded])
  return before
}

/** The comments that came after the last visit, or after the thread was complete, and which of them are unread. */
function useNewComments(comments: { id: string }[], isComplete: boolean, seenUpTo: number | undefined) {
  const [initialCount, setInitialCount] = useState<number>()
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  if (isComplete && initialCount === undefined) setInitialCount(comments.length)
  const added = useMemo(
    () =>
      new Set(
        comments
          .filter(({ id }, index) => index >= (initialCount ?? Infinity) || sequenceOf(id) > (seenUpTo ?? Infinity))
          .map(({ id }) => id),
      ),
    [initialCount, comments, seenUpTo],
  )
  return {
    isNew: (id: string) => added.has(id),
    unread: [...added].filter((id) => !read.has(id)),
    markRead: (id: string) => setRead((before) => (before.has(id) ? before : new Set(before).add(id))),
  }
}
