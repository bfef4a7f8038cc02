import { useEffect } from 'react'
import { request } from '../api/client'
import { keyOf } from '../state/followList'
import { follows, type FollowChange } from '../state/follows'
import { forumFeed, seen } from '../state/seen'
import { sequenceOf } from '../state/seenMarks'
import { merged } from './followChanges'

// Marks come with each comment that arrives while a thread is read; they are sent together.
const delayMs = 1000

/** While a person is signed in, what they follow is in their account: first, what this browser kept is added to it. */
export default function AccountFollows() {
  useEffect(() => {
    let isHere = true
    let waiting: FollowChange = {}
    let timer: ReturnType<typeof setTimeout> | undefined
    const send = (change: FollowChange) => request('PATCH /v1/me/follows', { body: change })
    // What could not be sent is sent with the next change.
    const flush = () => {
      const change = waiting
      waiting = {}
      send(change).catch(() => (waiting = merged(change, waiting)))
    }
    const connect = async () => {
      let kept
      let account
      do {
        kept = follows.get()
        account = (
          await send({
            follow: kept.map(keyOf),
            seen: kept.flatMap(({ id }) => {
              const mark = seen.thread(id)
              return mark?.sequence ? [`${id}-${mark.sequence}`] : []
            }),
            feed_seen_at: seen.feed(forumFeed) ?? null,
          })
        ).data
        if (!isHere) return
      } while (kept !== follows.get())
      seen.merge(
        account.follows.flatMap(({ id, seen_comment_id: last }) =>
          last ? [{ id, sequence: sequenceOf(last), count: sequenceOf(last) }] : [],
        ),
        account.feed_seen_at,
      )
      follows.connect(account.follows, (change) => {
        waiting = merged(waiting, change)
        clearTimeout(timer)
        timer = setTimeout(flush, delayMs)
      })
    }
    // Without an answer, the browser keeps its list, and brings it the next time.
    connect().catch(() => undefined)
    return () => {
      isHere = false
      clearTimeout(timer)
      follows.disconnect()
    }
  }, [])
  return null
}
