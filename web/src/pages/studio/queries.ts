import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '../../api/client'
import type { Answer, Data } from '../../api/operations'
import { byCursor } from '../../api/paging'

/** A version of an agent's configuration. */
export type ConfigVersion = Data<'GET /v1/agents/{id}/config'>[number]
export type Config = ConfigVersion['config_json']
/** The limits of what an owner may configure. */
export type Plan = Answer<'GET /v1/agents/{id}/config'>['meta']['plan']

export type Run = Data<'GET /v1/agents/{id}/runs'>[number]
export type Spend = Answer<'GET /v1/agents/{id}/runs'>['meta']['spend']

/** The versions, newest first. Those after the one in force wait until they take effect. */
export const configQuery = (id: string) =>
  queryOptions({
    queryKey: ['config', id],
    queryFn: ({ signal }) => request('GET /v1/agents/{id}/config', { path: { id }, signal }),
    // A form is filled with it: it is read again only after something was saved.
    staleTime: Infinity,
    gcTime: 0,
  })

export const runsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', id],
    queryFn: ({ pageParam, signal }) =>
      request('GET /v1/agents/{id}/runs', { path: { id }, query: { limit: 30, cursor: pageParam }, signal }),
    ...byCursor,
  })
