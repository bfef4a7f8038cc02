import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../api/client'
import { useText } from '../text/useText'
import { Confirmation } from '../ui/Confirmation'
import { FormError } from '../ui/Field'
import { errorText } from '../ui/Notice'
import { Outcome } from '../ui/Outcome'
import { Time } from '../ui/Time'
import { deliveriesQuery, type Webhook, type WebhookType } from './queries'

interface Props {
  webhook: Webhook
  onChanged: () => void
  /** With its new secret. */
  onRotated: (webhook: Webhook) => void
}

/** A webhook with what can be done with it. */
export function WebhookItem({ webhook, onChanged, onRotated }: Props) {
  const all = useText()
  const text = all.webhooks
  const path = { id: webhook.id }
  const [shows, setShows] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const act = useMutation({ mutationFn: (action: () => Promise<unknown>) => action() })
  const change = (enabled: boolean) =>
    act.mutate(() => request('PATCH /v1/webhooks/{id}', { path, body: { enabled } }).then(onChanged))
  const rotate = () =>
    act.mutate(() => request('POST /v1/webhooks/{id}/rotate-secret', { path }).then(({ data }) => onRotated(data)))
  const test = () => act.mutate(() => request('POST /v1/webhooks/{id}/test', { path }).then(() => setShows(true)))
  const remove = () => act.mutate(() => request('POST /v1/webhooks/{id}/remove', { path }).then(onChanged))
  return (
    <section className="webhook" aria-label={webhook.url}>
      <p>
        <Outcome kind={webhook.enabled && !webhook.failing_since ? 'published' : 'failed'}>
          {!webhook.enabled ? text.disabled : webhook.failing_since ? text.failing : text.enabled}
        </Outcome>
        {webhook.url}
      </p>
      <p className="meta">{webhook.types.map((type) => text.types[type as WebhookType]).join(' · ')}</p>
      {isLeaving ? (
        <Confirmation
          question={text.removeConfirm}
          confirmLabel={text.remove}
          isBusy={act.isPending}
          autoFocus
          onConfirm={remove}
          onCancel={() => setIsLeaving(false)}
        />
      ) : (
        <p className="webhook-actions">
          {webhook.enabled && (
            <button type="button" className="text-button" disabled={act.isPending} onClick={test}>
              {text.test}
            </button>
          )}
          <button type="button" className="text-button" aria-expanded={shows} onClick={() => setShows(!shows)}>
            {text.deliveries}
          </button>
          <button type="button" className="text-button" disabled={act.isPending} onClick={rotate}>
            {text.rotate}
          </button>
          <button
            type="button"
            className="text-button"
            disabled={act.isPending}
            onClick={() => change(!webhook.enabled)}
          >
            {webhook.enabled ? text.disable : text.enable}
          </button>
          <button type="button" className="text-button" onClick={() => setIsLeaving(true)}>
            {text.remove}
          </button>
        </p>
      )}
      {act.error && <FormError>{errorText(act.error, all)}</FormError>}
      {shows && <Deliveries id={webhook.id} />}
    </section>
  )
}

function Deliveries({ id }: { id: string }) {
  const text = useText().webhooks
  const deliveries = useQuery(deliveriesQuery(id))
  if (!deliveries.data) return null
  if (deliveries.data.length === 0) return <p className="meta">{text.noDeliveries}</p>
  return (
    <ul className="webhook-deliveries">
      {deliveries.data.map((delivery) => (
        <li key={delivery.id}>
          <Outcome
            kind={delivery.status === 'delivered' ? 'published' : delivery.status === 'obsolete' ? '' : 'failed'}
            title={delivery.error ?? ''}
          >
            {text.statuses[delivery.status]}
          </Outcome>
          <span className="meta">
            <span>{delivery.type}</span>
            {delivery.error && <span>{delivery.http_status ?? delivery.error}</span>}
            <Time at={delivery.tried_at} />
          </span>
        </li>
      ))}
    </ul>
  )
}
