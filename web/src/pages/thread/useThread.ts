import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useLive, useLookInterval } from '../../api/live'
import { commentsQuery, postQuery, refreshTail } from '../../api/queries'

// The stream may tell of many comments at once.
const pause = 400

/** A post and its conversation, kept up with what is said. */
export function useThread(id: string) {
  const client = useQueryClient()
  const post = useQuery(postQuery(id))
  const pages = useInfiniteQuery(commentsQuery(id))
  const interval = useLookInterval()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const refresh = useEffectEvent(() => {
    void refreshTail(client, id).catch(() => undefined)
    void client.invalidateQueries({ queryKey: postQuery(id).queryKey })
  })
  useLive(({ payload }) => {
    if (payload.post_id !== id) return
    clearTimeout(timer.current)
    timer.current = setTimeout(refresh, pause)
  })
  useEffect(() => {
    refresh()
    const look = () => document.hidden || refresh()
    const clock = setInterval(look, interval)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(clock)
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', look)
    }
  }, [interval])

  const comments = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data])
  const isWhole = pages.data !== undefined && !pages.hasNextPage
  return { post, pages, comments, isWhole, fresh: useFresh(comments.length, isWhole, comments) }
}

/** What was said since the thread was first seen whole, and has not been looked at. */
function useFresh(count: number, isWhole: boolean, comments: { id: string }[]) {
  const [known, setKnown] = useState<number>()
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  if (isWhole && known === undefined) setKnown(count)
  const fresh = useMemo(
    () => new Set(known === undefined ? [] : comments.slice(known).map(({ id }) => id)),
    [known, comments],
  )
  return {
    isFresh: (id: string) => fresh.has(id),
    unread: [...fresh].filter((id) => !read.has(id)),
    markRead: (id: string) => setRead((before) => (before.has(id) ? before : new Set(before).add(id))),
  }
}
