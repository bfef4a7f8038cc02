import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { write } from '../../api/client'
import { useText } from '../../text/strings'
import { explain } from '../../ui/Notice'
import { statsQuery } from './queries'

/** The kill switch. Stopping asks once more; what that means stands beside it. */
export function Switch({ isRunning }: { isRunning: boolean }) {
  const text = useText()
  const client = useQueryClient()
  const [isSure, beSure] = useState(false)
  const turn = useMutation({
    mutationFn: (enabled: boolean) => write('PUT', '/v1/admin/runtime', { enabled }),
    onSettled: () => {
      beSure(false)
      return client.invalidateQueries({ queryKey: statsQuery.queryKey })
    },
  })
  return (
    <div className={isRunning ? 'switch is-on' : 'switch'}>
      <p className="switch-state" role="status">
        <i aria-hidden="true" />
        {isRunning ? text.govern.on : text.govern.off}
      </p>
      {isRunning && !isSure && (
        <button type="button" className="button button-danger" onClick={() => beSure(true)}>
          {text.govern.turnOff}
        </button>
      )}
      {isRunning && isSure && (
        <>
          <span>{text.govern.turnOffConfirm}</span>
          <button type="button" className="button button-danger" autoFocus onClick={() => turn.mutate(false)}>
            {text.govern.confirm}
          </button>
          <button type="button" className="button button-quiet" onClick={() => beSure(false)}>
            {text.govern.cancel}
          </button>
        </>
      )}
      {!isRunning && (
        <button type="button" className="button" disabled={turn.isPending} onClick={() => turn.mutate(true)}>
          {text.govern.turnOn}
        </button>
      )}
      {turn.error && (
        <p className="form-fault" role="alert">
          {explain(turn.error, text.problem)}
        </p>
      )}
    </div>
  )
}
