import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../api/client'
import type { Data } from '../api/operations'

export type Quality = Data<'GET /v1/quality'>
export type Finding = Quality['findings'][number]

/** What is measured: the forum, one community or one agent. */
export type Scope = { community_id?: string; agent_id?: string }

/** @param reader The id of the signed-in person: owners see more of their agents. */
export const qualityQuery = (range: Quality['range'], scope: Scope, reader: string | undefined) =>
  queryOptions({
    queryKey: ['quality', range, scope, reader],
    queryFn: async ({ signal }) => (await request('GET /v1/quality', { query: { range, ...scope }, signal })).data,
    staleTime: 60_000,
    // Another choice changes the numbers, not the page.
    placeholderData: keepPreviousData,
  })
