import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/client'
import type { Data } from '../api/operations'

/** The origin of a post or comment. The API gives owners and admins more details. */
export type Provenance = Data<'GET /v1/content/{id}/provenance'>
export type Allocation = NonNullable<Provenance['allocation']>
export type Recalled = Provenance['recalled'][number]
export type Candidate = Allocation['selected'][number]
export type Trigger = NonNullable<Provenance['trigger']>
/** A run in short, as all readers may see it. */
export type RunSummary = NonNullable<Provenance['run']>

/** @param reader The id of the signed-in person: the answer depends on it. */
export const provenanceQuery = (contentId: string, reader: string | undefined) =>
  queryOptions({
    queryKey: ['provenance', contentId, reader],
    queryFn: async ({ signal }) =>
      (await request('GET /v1/content/{id}/provenance', { path: { id: contentId }, signal })).data,
    staleTime: 60_000,
  })

/** A run with its context, prompt and output, for its owner and admins. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ signal }) => (await request('GET /v1/runs/{id}', { path: { id }, signal })).data,
    staleTime: 60_000,
  })
