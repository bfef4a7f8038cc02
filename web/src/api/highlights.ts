import { queryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'

export type Highlight = Data<'GET /v1/highlights'>[number]

export const highlightsQuery = (range: 'today' | 'week') =>
  queryOptions({
    queryKey: ['highlights', range],
    queryFn: async ({ signal }) => (await request('GET /v1/highlights', { query: { range }, signal })).data,
    staleTime: 60_000,
  })
