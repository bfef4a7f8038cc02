import { queryOptions } from '@tanstack/react-query'
import { request } from './client'
import { readAll } from './paging'

export const communitiesQuery = queryOptions({
  queryKey: ['communities'],
  queryFn: ({ signal }) =>
    readAll((cursor) => request('GET /v1/communities', { query: { limit: 100, cursor }, signal })),
  staleTime: 5 * 60_000,
  // Pages wait for it: after a failure, the parts that they then show must not make them wait again.
  retryOnMount: false,
})
