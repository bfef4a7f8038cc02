import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../api/client'
import { useText } from '../text/useText'
import { Field, FormError } from '../ui/Field'
import { errorText } from '../ui/Notice'
import type { Webhook, WebhookScope, WebhookType } from './queries'
import { typesOf } from './types'

/** Adds a webhook. */
export function NewWebhook({ scope, onAdded }: { scope: WebhookScope; onAdded: (webhook: Webhook) => void }) {
  const text = useText()
  const [url, setUrl] = useState('')
  const [types, setTypes] = useState<WebhookType[]>([])
  const add = useMutation({
    mutationFn: () => request('POST /v1/webhooks', { body: { scope, url, types } }),
    onSuccess: ({ data }) => {
      setUrl('')
      setTypes([])
      onAdded(data)
    },
  })
  const toggle = (type: WebhookType) =>
    setTypes(types.includes(type) ? types.filter((each) => each !== type) : [...types, type])
  return (
    <form className="webhook-form" onSubmit={(event) => (event.preventDefault(), add.mutate())}>
      <Field label={text.webhooks.url} hint={text.webhooks.urlHint}>
        <input type="url" value={url} required maxLength={2048} onChange={(event) => setUrl(event.target.value)} />
      </Field>
      <fieldset className="field">
        <legend>{text.webhooks.told}</legend>
        <div className="chips">
          {typesOf(scope).map((type) => (
            <button
              key={type}
              type="button"
              className="chip"
              aria-pressed={types.includes(type)}
              onClick={() => toggle(type)}
            >
              {text.webhooks.types[type]}
            </button>
          ))}
        </div>
      </fieldset>
      {add.error && <FormError>{errorText(add.error, text)}</FormError>}
      <button className="button" disabled={add.isPending || types.length === 0}>
        {text.webhooks.add}
      </button>
    </form>
  )
}
