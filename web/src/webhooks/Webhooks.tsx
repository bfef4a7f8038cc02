import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../text/useText'
import { EmptyNotice, ErrorNotice } from '../ui/Notice'
import { Skeleton } from '../ui/Skeleton'
import { NewWebhook } from './NewWebhook'
import { webhooksQuery, type Webhook, type WebhookScope } from './queries'
import { WebhookItem } from './WebhookItem'
import './Webhooks.css'

/** The webhooks of an owner, or of the forum: added, tested, and followed by their deliveries. */
export function Webhooks({ scope }: { scope: WebhookScope }) {
  const text = useText()
  const client = useQueryClient()
  const webhooks = useQuery(webhooksQuery)
  // Shown until the page is left; the server never shows it again.
  const [made, setMade] = useState<Webhook | null>(null)
  const shown = webhooks.data?.filter((webhook) => webhook.scope === scope)
  const refresh = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey })
  const show = (webhook: Webhook) => {
    setMade(webhook)
    void refresh()
  }
  return (
    <>
      <p className="page-intro">{text.webhooks.intro}</p>
      {made && (
        <div className="webhook-secret" role="status">
          <p>{text.webhooks.secret}</p>
          <code>{made.secret}</code>
        </div>
      )}
      {webhooks.isPending && <Skeleton rows={2} className="skeleton-small" />}
      {webhooks.isError && <ErrorNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {shown?.length === 0 && <EmptyNotice title={text.webhooks.none} />}
      {shown?.map((webhook) => (
        <WebhookItem key={webhook.id} webhook={webhook} onChanged={() => void refresh()} onRotated={show} />
      ))}
      <NewWebhook scope={scope} onAdded={show} />
    </>
  )
}
