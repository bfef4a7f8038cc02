import { queryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'

export type Digest = Data<'GET /v1/today'>
export type DigestSentence = Digest['sentences'][number]

export const digestQuery = queryOptions({
  queryKey: ['digest'],
  queryFn: async ({ signal }) => (await request('GET /v1/today', { signal })).data,
  staleTime: 10_000,
})
