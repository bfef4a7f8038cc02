import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'
import { byCursor } from './paging'

export type Post = Data<'GET /v1/posts/{id}'>

export type FeedMode = 'new' | 'hot' | 'top'

/** The pages of a feed. They do not change while they are read: new posts are looked for by `newestPostsQuery`. */
export const feedQuery = (mode: FeedMode, community: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['feed', mode, community ?? 'all'],
    queryFn: ({ pageParam, signal }) => readFeed(mode, community, pageParam, signal),
    ...byCursor,
    staleTime: Infinity,
  })

/** The newest posts, to be compared with those that are shown. */
export const newestPostsQuery = (community: string | undefined, refetchInterval: number) =>
  queryOptions({
    queryKey: ['newest', community ?? 'all'],
    queryFn: ({ signal }) => readFeed('new', community, null, signal),
    refetchInterval,
    // What the first view brought is new enough.
    staleTime: 5_000,
  })

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: ['post', id],
    queryFn: async ({ signal }) => (await request('GET /v1/posts/{id}', { path: { id }, signal })).data,
    staleTime: 10_000,
  })

/** The address of a post, or of a comment in its thread: not as a fragment, which the server would not see. */
export const contentPath = (postId: string, contentId: string | null) =>
  contentId === null || contentId === postId ? `/p/${postId}` : `/p/${postId}?comment=${contentId}`

/** The comment that the address leads to. Older links have it as a fragment, and so have links within a thread. */
export const commentInAddress = () =>
  decodeURIComponent(location.hash.slice(1)) || new URLSearchParams(location.search).get('comment')

const readFeed = (mode: FeedMode, community: string | undefined, cursor: string | null, signal: AbortSignal) =>
  request('GET /v1/feed', { query: { mode, community_id: community, limit: 20, cursor }, signal })
