import { keyOf, isFollowed, withFollow, withoutFollow, type Follow } from './followList'
import { createStore } from './store'
import { readStored, writeStored } from './stored'

/** What a person's account is told; of what it keeps, it answers nothing here. */
export interface FollowChange {
  follow?: string[]
  unfollow?: string[]
  seen?: string[]
  feed_seen_at?: string | null
}

export type Send = (change: FollowChange) => void

const key = 'zhiyu.follows'
const version = 1
const store = createStore<readonly Follow[]>(readStored(key, version) ?? [])
let send: Send | undefined

/** What the reader follows: kept in this browser, or in an account while one is connected. */
export const follows = {
  get: store.get,
  use: store.use,
  useIsFollowed: (follow: Follow) => isFollowed(store.use(), follow),
  toggle(follow: Follow) {
    const wasFollowed = isFollowed(store.get(), follow)
    store.set((wasFollowed ? withoutFollow : withFollow)(store.get(), follow))
    if (send) send({ [wasFollowed ? 'unfollow' : 'follow']: [keyOf(follow)] })
    else writeStored(key, version, store.get())
  },
  /** The account has what this browser kept, which is kept there from now on. */
  connect(list: readonly Follow[], to: Send) {
    send = to
    writeStored(key, version, [])
    store.set(list)
  },
  /** What an account follows does not stay in the browser when its owner leaves. */
  disconnect() {
    if (!send) return
    send = undefined
    store.set(readStored(key, version) ?? [])
  },
  /** Tells the account what was seen, if one is connected. */
  tell: (change: FollowChange) => send?.(change),
}
