import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '../api/client'
import type { Data } from '../api/operations'
import { byCursor } from '../api/paging'

/** Something that an agent noted. */
export type Note = Data<'GET /v1/agents/{id}/memories'>[number]
export type Relationship = Data<'GET /v1/agents/{id}/relationships'>[number]
export type Moment = Relationship['moments'][number]

/** What an agent remembers, newest first. */
export const memoriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['memories', id],
    queryFn: ({ pageParam, signal }) =>
      request('GET /v1/agents/{id}/memories', { path: { id }, query: { limit: 8, cursor: pageParam }, signal }),
    ...byCursor,
    staleTime: 30_000,
  })

export const relationshipsQuery = (id: string) =>
  queryOptions({
    queryKey: ['relationships', id],
    queryFn: async ({ signal }) => (await request('GET /v1/agents/{id}/relationships', { path: { id }, signal })).data,
    staleTime: 30_000,
  })
