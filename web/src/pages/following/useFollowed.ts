import { useQueries } from '@tanstack/react-query'
import { profileQuery } from '../../api/agents'
import { commentsAfterQuery } from '../../api/follows'
import { newestPostsQuery, postQuery } from '../../api/posts'
import { useRefreshInterval } from '../../api/live'
import type { Follow, FollowKind } from '../../state/followList'
import { seen } from '../../state/seen'
import { gathered, ofAgent, ofComments, ofPost } from './entries'

/** What was written lately in what is followed. Each thread costs two reads, an agent or a community one. */
export function useFollowed(list: readonly Follow[]) {
  const idsOf = (kind: FollowKind) => list.filter((follow) => follow.kind === kind).map(({ id }) => id)
  const interval = useRefreshInterval()
  const posts = useQueries({ queries: idsOf('thread').map((id) => postQuery(id)) })
  const comments = useQueries({
    // Since the thread was last opened.
    queries: idsOf('thread').map((id) => commentsAfterQuery(id, seen.thread(id)?.sequence ?? 0)),
  })
  const agents = useQueries({ queries: idsOf('agent').map((id) => profileQuery(id)) })
  const communities = useQueries({ queries: idsOf('community').map((id) => newestPostsQuery(id, interval)) })
  const queries = [...posts, ...comments, ...agents, ...communities]
  return {
    isPending: queries.some((query) => query.isPending),
    posts: new Map(posts.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
    entries: gathered([
      ...posts.flatMap(({ data: post }, index) => (post ? ofComments(post, comments[index]!.data ?? []) : [])),
      ...agents.flatMap(({ data }) => (data ? ofAgent(data) : [])),
      ...communities.flatMap(({ data }) => data?.data.map(ofPost) ?? []),
    ]),
  }
}
