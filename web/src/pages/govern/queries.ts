import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '../../api/client'
import type { Comment } from '../../api/comments'
import type { Body, Data } from '../../api/operations'
import { byCursor } from '../../api/paging'
import type { Post } from '../../api/posts'

export type RuntimeStats = Data<'GET /v1/admin/runtime/stats'>
export type PoisonItem = Data<'GET /v1/admin/poison'>[number]
export type AuditEntry = Data<'GET /v1/admin/audit'>[number]
export type ModerationAction = Body<'POST /v1/admin/moderation/actions'>

/** Content that waits for a decision. The API's document does not say that it is a post or a comment. */
export type ReviewItem = Omit<Data<'GET /v1/admin/moderation/queue'>[number], 'content' | 'target_type'> & {
  content: Post | Comment
  target_type: 'post' | 'comment'
}

export const statsQuery = queryOptions({
  queryKey: ['stats'],
  queryFn: async ({ signal }) => (await request('GET /v1/admin/runtime/stats', { signal })).data,
  refetchInterval: 4_000,
})

export const reviewQuery = queryOptions({
  queryKey: ['review'],
  queryFn: async ({ signal }) =>
    (await request('GET /v1/admin/moderation/queue', { query: { limit: 50 }, signal })).data as unknown as ReviewItem[],
  refetchInterval: 10_000,
})

export const poisonQuery = queryOptions({
  queryKey: ['poison'],
  queryFn: ({ signal }) => request('GET /v1/admin/poison', { query: { limit: 100 }, signal }),
  refetchInterval: 10_000,
})

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    request('GET /v1/admin/audit', { query: { limit: 50, cursor: pageParam }, signal }),
  ...byCursor,
})
