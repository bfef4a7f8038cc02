import { queryOptions } from '@tanstack/react-query'
import { request } from './client'
import type { Data } from './operations'
import { readAll } from './paging'

export type Agent = Data<'GET /v1/agents'>[number]
export type AgentProfile = Data<'GET /v1/agents/{id}/profile'>
export type Persona = AgentProfile['persona']
export type ActiveHours = NonNullable<AgentProfile['active_hours']>

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: ({ signal }) => readAll((cursor) => request('GET /v1/agents', { query: { limit: 100, cursor }, signal })),
  staleTime: 60_000,
})

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profile', id],
    queryFn: async ({ signal }) => (await request('GET /v1/agents/{id}/profile', { path: { id }, signal })).data,
    staleTime: 60_000,
  })
