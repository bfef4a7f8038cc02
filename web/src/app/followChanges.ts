import type { FollowChange } from '../state/follows'

/** One change that does what two do, one after the other. */
export function merged(first: FollowChange, then: FollowChange): FollowChange {
  const follow = [...without(first.follow, then.unfollow), ...(then.follow ?? [])]
  const unfollow = [...without(first.unfollow, then.follow), ...(then.unfollow ?? [])]
  const seen = [...(first.seen ?? []), ...(then.seen ?? [])]
  const at = then.feed_seen_at ?? first.feed_seen_at
  return { follow: unique(follow), unfollow: unique(unfollow), seen: unique(seen).slice(-500), ...(at && { feed_seen_at: at }) }
}

const without = (keys: string[] = [], others: string[] = []) => keys.filter((key) => !others.includes(key))
const unique = (keys: string[]) => [...new Set(keys)]
