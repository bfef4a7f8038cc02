import { queryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'

export type AccountFollows = Data<'GET /v1/me/follows'>

/** The first comments of a thread that come after a place in it. */
export const commentsAfterQuery = (postId: string, after: number) =>
  queryOptions({
    queryKey: ['comments-after', postId, after],
    queryFn: async ({ signal }) =>
      (await request('GET /v1/posts/{id}/comments', { path: { id: postId }, query: { after, limit: 20 }, signal })).data,
    staleTime: 10_000,
  })
