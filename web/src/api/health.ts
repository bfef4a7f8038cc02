import { queryOptions } from '@tanstack/react-query'
import { request } from './client'

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }) => (await request('GET /v1/health', { signal })).data,
  staleTime: 60_000,
})

/** Whether this is a development server: elsewhere the API does not have these operations. */
export const developmentQuery = queryOptions({
  queryKey: ['development'],
  queryFn: ({ signal }) => request('GET /v1/dev/runtime/status', { signal }),
  retry: false,
  staleTime: Infinity,
})
