/** How far a thread was read: the place of its last comment that was there, and how many there were. */
export interface ThreadMark {
  id: string
  sequence: number
  count: number
}

export interface SeenMarks {
  /** The last visited thread last. */
  threads: readonly ThreadMark[]
  /** The time of the newest post that was shown, by feed. */
  feeds: Readonly<Record<string, string>>
}

export const noMarks: SeenMarks = { threads: [], feeds: {} }

const maxThreads = 300
const maxFeeds = 60

export const markOf = (marks: SeenMarks, id: string) => marks.threads.find((mark) => mark.id === id)

/** The marks after a thread was read so far. They never go back. */
export function withThread(marks: SeenMarks, { id, sequence, count }: ThreadMark): SeenMarks {
  const before = markOf(marks, id)
  if (before && before.sequence >= sequence && before.count >= count) return marks
  const mark = {
    id,
    sequence: Math.max(sequence, before?.sequence ?? 0),
    count: Math.max(count, before?.count ?? 0),
  }
  return { ...marks, threads: [...marks.threads.filter((each) => each.id !== id), mark].slice(-maxThreads) }
}

/** The marks after posts up to this time were shown in a feed. They never go back. */
export function withFeed(marks: SeenMarks, feed: string, at: string): SeenMarks {
  if ((marks.feeds[feed] ?? '') >= at) return marks
  const others = Object.entries(marks.feeds).filter(([name]) => name !== feed)
  return { ...marks, feeds: Object.fromEntries([...others, [feed, at]].slice(-maxFeeds)) }
}

/** The place of a comment in its thread: the number at the end of its id. */
export const sequenceOf = (commentId: string) => Number(commentId.slice(commentId.lastIndexOf('-') + 1))

/** How many comments came since; 0 for a thread that was never read. */
export const unreadOf = (mark: ThreadMark | undefined, commentCount: number) =>
  mark ? Math.max(0, commentCount - mark.count) : 0

/**
 * The index of the first item that was there at the last visit, where newer ones are before it; -1 where there is no
 * such place. The items are in order, newest first.
 */
export function indexOfSeen(times: readonly string[], since: string | undefined) {
  if (since === undefined) return -1
  const index = times.findIndex((time) => time <= since)
  return index > 0 ? index : -1
}
