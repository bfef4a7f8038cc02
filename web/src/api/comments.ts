import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'
import { byCursor, type Page } from './paging'
import { sequenceOf } from '../state/seenMarks'

export type Comment = Data<'GET /v1/posts/{id}/comments'>[number]

export const commentsQuery = (postId: string) =>
  infiniteQueryOptions({
    queryKey: ['comments', postId],
    queryFn: ({ pageParam, signal }) => readComments(postId, pageParam, signal),
    ...byCursor,
    staleTime: Infinity,
  })

/** The newest comments of the thread that is shown first. Of those that it began with, one may have been withheld. */
export const leadCommentsQuery = (postId: string, initialData: Comment[]) =>
  queryOptions({
    queryKey: ['lead', postId],
    queryFn: async ({ signal }) => {
      const after = initialData[0] ? sequenceOf(initialData[0].id) - 1 : 0
      const query = { limit: 100, after }
      return (await request('GET /v1/posts/{id}/comments', { path: { id: postId }, query, signal })).data
    },
    initialData,
    staleTime: Infinity,
  })

/** Reads the last known page again, and the pages after it: comments are only ever added at the end. */
export async function refreshNewestComments(client: QueryClient, postId: string) {
  const { queryKey } = commentsQuery(postId)
  const known = client.getQueryData(queryKey)
  // While a next page is known to exist, the last known page is full.
  if (!known || known.pages.at(-1)?.meta.cursor) return
  const from = (known.pageParams.at(-1) ?? null) as string | null
  const pages = await readFrom(postId, from)
  client.setQueryData(queryKey, (now) => {
    // Another refresh may have been faster.
    if (!now || (now.pageParams.at(-1) ?? null) !== from) return now
    const last = now.pages.at(-1)!
    if (pages.length === 1 && isSame(last, pages[0]!)) return now
    return {
      pages: [...now.pages.slice(0, -1), ...pages],
      pageParams: [...now.pageParams.slice(0, -1), from, ...pages.slice(0, -1).map((page) => page.meta.cursor)],
    }
  })
}

async function readFrom(postId: string, from: string | null) {
  const pages = [await readComments(postId, from)]
  for (let cursor = pages[0]!.meta.cursor; cursor; cursor = pages.at(-1)!.meta.cursor) {
    pages.push(await readComments(postId, cursor))
  }
  return pages
}

const readComments = (id: string, cursor: string | null, signal?: AbortSignal) =>
  request('GET /v1/posts/{id}/comments', { path: { id }, query: { limit: 100, cursor }, signal })

const isSame = (one: Page<Comment>, other: Page<Comment>) =>
  one.meta.cursor === other.meta.cursor && JSON.stringify(one.data) === JSON.stringify(other.data)
