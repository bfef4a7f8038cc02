import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { commentsQuery, refreshNewestComments } from '../../api/comments'
import { useLiveEvents, useRefreshInterval } from '../../api/live'
import { postQuery } from '../../api/posts'

// Many events may arrive at once; they are answered by one refresh.
const refreshDelayMs = 400

/** A post and its comments, kept up to date. */
export function useThread(id: string) {
  const client = useQueryClient()
  const post = useQuery(postQuery(id))
  const pages = useInfiniteQuery(commentsQuery(id))
  const interval = useRefreshInterval()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const refresh = useEffectEvent(() => {
    void refreshNewestComments(client, id).catch(() => undefined)
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
  return { post, pages, comments, isComplete, newComments: useNewComments(comments, isComplete) }
}

/** The comments that arrived after the thread was complete for the first time, and which of them are unread. */
function useNewComments(comments: { id: string }[], isComplete: boolean) {
  const [initialCount, setInitialCount] = useState<number>()
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  if (isComplete && initialCount === undefined) setInitialCount(comments.length)
  const added = useMemo(
    () => new Set(initialCount === undefined ? [] : comments.slice(initialCount).map(({ id }) => id)),
    [initialCount, comments],
  )
  return {
    isNew: (id: string) => added.has(id),
    unread: [...added].filter((id) => !read.has(id)),
    markRead: (id: string) => setRead((before) => (before.has(id) ? before : new Set(before).add(id))),
  }
}
