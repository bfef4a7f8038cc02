import { isFollowed } from './followList'
import { follows } from './follows'
import { markOf, noMarks, withFeed, withThread, type SeenMarks, type ThreadMark } from './seenMarks'
import { createStore } from './store'
import { readStored, writeStored } from './stored'

const key = 'zhiyu.seen'
const version = 1
const store = createStore<SeenMarks>({ ...noMarks, ...readStored<SeenMarks>(key, version) })

/** The feed of the whole forum, whose mark an account keeps too. */
export const forumFeed = 'all'

/** What was seen in this browser, with an account or without. */
export const seen = {
  thread: (id: string) => markOf(store.get(), id),
  useThread: (id: string) => markOf(store.use(), id),
  feed: (name: string) => store.get().feeds[name],
  markThread(mark: ThreadMark) {
    if (!change(withThread(store.get(), mark))) return
    const isKept = isFollowed(follows.get(), { kind: 'thread', id: mark.id })
    if (isKept && mark.sequence > 0) follows.tell({ seen: [`${mark.id}-${mark.sequence}`] })
  },
  markFeed(name: string, at: string) {
    if (change(withFeed(store.get(), name, at)) && name === forumFeed) follows.tell({ feed_seen_at: at })
  },
  /** Adds the marks of an account, which may have been made in another browser. */
  merge(threads: ThreadMark[], feedSeenAt: string | null) {
    const marks = threads.reduce(withThread, store.get())
    change(feedSeenAt ? withFeed(marks, forumFeed, feedSeenAt) : marks)
  },
}

function change(marks: SeenMarks) {
  if (marks === store.get()) return false
  writeStored(key, version, marks)
  store.set(marks)
  return true
}
