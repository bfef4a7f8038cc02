import { useState } from 'react'
import { useText } from '../../text/strings'
import { Time } from '../../ui/Time'
import type { Poison } from './queries'

interface Props {
  item: Poison
  isBusy: boolean
  onOpen: (runId: string) => void
  onRedrive: () => void
  onRemove: () => void
}

/** One failure. What is removed is gone, so that it is asked about first. */
export function PoisonLine({ item, isBusy, onOpen, onRedrive, onRemove }: Props) {
  const text = useText()
  const [isSure, beSure] = useState(false)
  const canRedrive = !item.unreadable && !item.standing
  // Something waits for a message of ours that is not on record yet.
  const canRemove = item.unreadable || !item.standing
  return (
    <li className="line">
      <span className="outcome outcome-failed">{text.govern.kind[item.kind] ?? item.kind}</span>
      <span className="line-words">
        {item.reason}
        <small>
          {item.text ?? item.id}
          {item.truncated && '…'}
        </small>
      </span>
      <span className="meta">
        {item.unreadable && (
          <span className="outcome" title={text.govern.unreadableHint}>
            {text.govern.unreadable}
          </span>
        )}
        {item.standing && <span className="outcome">{text.govern.standing}</span>}
        <Time at={item.at} />
        {item.run_id && (
          <button type="button" className="text-button" aria-haspopup="dialog" onClick={() => onOpen(item.run_id!)}>
            {text.runs.open}
          </button>
        )}
        {canRedrive && (
          <button type="button" className="text-button" disabled={isBusy} onClick={onRedrive}>
            {text.govern.redrive}
          </button>
        )}
        {canRemove && !isSure && (
          <button type="button" className="text-button" disabled={isBusy} onClick={() => beSure(true)}>
            {text.govern.remove}
          </button>
        )}
      </span>
      {isSure && (
        <form className="sure" onSubmit={(event) => (event.preventDefault(), beSure(false), onRemove())}>
          <p>{text.govern.removeConfirm}</p>
          <button className="button button-danger" disabled={isBusy} autoFocus>
            {text.govern.confirm}
          </button>
          <button type="button" className="button button-quiet" onClick={() => beSure(false)}>
            {text.govern.cancel}
          </button>
        </form>
      )}
    </li>
  )
}
