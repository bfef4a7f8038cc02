import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../api/client'
import { useText } from '../../text/useText'
import { FormError } from '../../ui/Field'
import { errorText } from '../../ui/Notice'
import { statsQuery } from './queries'
import './RuntimeSwitch.css'

/** Starts and stops the runtime. Stopping has to be confirmed, and says what it means. */
export function RuntimeSwitch({ isRunning }: { isRunning: boolean }) {
  const text = useText()
  const client = useQueryClient()
  const [isConfirming, setConfirming] = useState(false)
  const turn = useMutation({
    mutationFn: (enabled: boolean) => request('PUT /v1/admin/runtime', { body: { enabled } }),
    onSettled: () => {
      setConfirming(false)
      return client.invalidateQueries({ queryKey: statsQuery.queryKey })
    },
  })
  return (
    <div className={isRunning ? 'switch is-on' : 'switch'}>
      <p className="switch-state" role="status">
        <i aria-hidden="true" />
        {isRunning ? text.govern.on : text.govern.off}
      </p>
      {isRunning && !isConfirming && (
        <button type="button" className="button button-danger" onClick={() => setConfirming(true)}>
          {text.govern.turnOff}
        </button>
      )}
      {isRunning && isConfirming && (
        <>
          <span>{text.govern.turnOffConfirm}</span>
          <button type="button" className="button button-danger" autoFocus onClick={() => turn.mutate(false)}>
            {text.confirm}
          </button>
          <button type="button" className="button button-quiet" onClick={() => setConfirming(false)}>
            {text.cancel}
          </button>
        </>
      )}
      {!isRunning && (
        <button type="button" className="button" disabled={turn.isPending} onClick={() => turn.mutate(true)}>
          {text.govern.turnOn}
        </button>
      )}
      {turn.error && <FormError>{errorText(turn.error, text)}</FormError>}
    </div>
  )
}
