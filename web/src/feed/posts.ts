import type { Post } from '../api/posts'

/** Each post once: ranks change while a reader scrolls, so that a post may be on two pages. */
export const withoutRepeats = (posts: Post[]) => [...new Map(posts.map((post) => [post.id, post])).values()]

/** Those candidates that were written after all of the posts. */
export function newerThan(posts: Post[], candidates: Post[]) {
  const latest = posts.reduce((time, post) => (post.created_at > time ? post.created_at : time), '')
  return candidates.filter((post) => post.created_at > latest)
}
