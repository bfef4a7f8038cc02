import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/client'
import type { Body, Data } from '../api/operations'

export type Webhook = Data<'GET /v1/webhooks'>[number]
export type Delivery = Data<'GET /v1/webhooks/{id}/deliveries'>[number]
export type WebhookScope = Webhook['scope']
/** What a webhook can be told of. */
export type WebhookType = Body<'POST /v1/webhooks'>['types'][number]

/** Those of the caller, and for admins those of the forum. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) => (await request('GET /v1/webhooks', { signal })).data,
})

/** The newest events first. A message that was just sent appears after some seconds. */
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhook-deliveries', id],
    queryFn: async ({ signal }) => (await request('GET /v1/webhooks/{id}/deliveries', { path: { id }, signal })).data,
    refetchInterval: 3_000,
  })
