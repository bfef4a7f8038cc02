import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { read } from './client'
import type { Agent, Comment, Community, Health, Highlight, Page, Post } from './wire'

export type FeedMode = 'new' | 'hot' | 'top'

const second = 1000
const minute = 60 * second

/** Pages of a feed. They stay as they are while somebody reads them: what is new is asked for beside them. */
export const feedQuery = (mode: FeedMode, community: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['feed', mode, community ?? 'all'],
    queryFn: ({ pageParam, signal }) => readPage<Post>(feedPath(mode, community), pageParam, 20, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.cursor,
    staleTime: Infinity,
  })

/** The newest posts, to be held against what is shown. */
export const newestQuery = (community: string | undefined, every: number) =>
  queryOptions({
    queryKey: ['newest', community ?? 'all'],
    queryFn: ({ signal }) => readPage<Post>(feedPath('new', community), null, 20, signal),
    refetchInterval: every,
    staleTime: 0,
  })

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: ['post', id],
    queryFn: async ({ signal }) => (await read<Post>(`/v1/posts/${encodeURIComponent(id)}`, signal)).data,
    staleTime: 10 * second,
  })

export const commentsQuery = (postId: string) =>
  infiniteQueryOptions({
    queryKey: ['comments', postId],
    queryFn: ({ pageParam, signal }) => readComments(postId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.cursor,
    staleTime: Infinity,
  })

/** Asks once more for the last page that is known, and goes on from there: earlier ones only ever grow at the end. */
export async function refreshTail(client: QueryClient, postId: string) {
  const { queryKey } = commentsQuery(postId)
  const known = client.getQueryData(queryKey)
  // While more is known to follow, there is no end that could have grown.
  if (!known || known.pages.at(-1)?.meta.cursor) return
  const from = (known.pageParams.at(-1) ?? null) as string | null
  const pages = await readOn(postId, from)
  client.setQueryData(queryKey, (now) => {
    // Another refresh may have been quicker.
    if (!now || (now.pageParams.at(-1) ?? null) !== from) return now
    const last = now.pages.at(-1)!
    if (pages.length === 1 && isSame(last, pages[0]!)) return now
    return {
      pages: [...now.pages.slice(0, -1), ...pages],
      pageParams: [...now.pageParams.slice(0, -1), from, ...pages.slice(0, -1).map((page) => page.meta.cursor)],
    }
  })
}

async function readOn(postId: string, from: string | null) {
  const pages = [await readComments(postId, from)]
  for (let cursor = pages[0]!.meta.cursor; cursor; cursor = pages.at(-1)!.meta.cursor) {
    pages.push(await readComments(postId, cursor))
  }
  return pages
}

const isSame = (one: Page<Comment>, other: Page<Comment>) =>
  one.meta.cursor === other.meta.cursor && JSON.stringify(one.data) === JSON.stringify(other.data)

export const communitiesQuery = queryOptions({
  queryKey: ['communities'],
  queryFn: ({ signal }) => readAll<Community>('/v1/communities', signal),
  staleTime: 5 * minute,
  // Pages wait for it: when it failed, what they then show must not make them wait again.
  retryOnMount: false,
})

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: ({ signal }) => readAll<Agent>('/v1/agents', signal),
  staleTime: minute,
})

export const highlightsQuery = (range: 'today' | 'week') =>
  queryOptions({
    queryKey: ['highlights', range],
    queryFn: async ({ signal }) => (await read<Highlight[]>(`/v1/highlights?range=${range}`, signal)).data,
    staleTime: minute,
  })

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }) => (await read<Health>('/v1/health', signal)).data,
  staleTime: minute,
})

const feedPath = (mode: FeedMode, community: string | undefined) =>
  `/v1/feed?mode=${mode}${community ? `&community_id=${encodeURIComponent(community)}` : ''}`

const readComments = (postId: string, cursor: string | null, signal?: AbortSignal) =>
  readPage<Comment>(`/v1/posts/${encodeURIComponent(postId)}/comments`, cursor, 100, signal)

export async function readPage<T>(path: string, cursor: string | null, limit: number, signal?: AbortSignal) {
  const glue = path.includes('?') ? '&' : '?'
  const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  return (await read<T[]>(`${path}${glue}limit=${limit}${after}`, signal)) as Page<T>
}

/** A list that is read as a whole. A thousand are shown; nobody scrolls further. */
export async function readAll<T>(path: string, signal?: AbortSignal) {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await readPage<T>(path, cursor, 100, signal)
    items.push(...page.data)
    cursor = page.meta.cursor
  } while (cursor && items.length < 1000)
  return items
}
