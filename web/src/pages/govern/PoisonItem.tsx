import { useState } from 'react'
import { useText } from '../../text/useText'
import { Outcome } from '../../ui/Outcome'
import { Time } from '../../ui/Time'
import { Confirmation } from '../../ui/Confirmation'
import type { PoisonItem as Item } from './queries'

interface Props {
  item: Item
  isBusy: boolean
  onOpen: (runId: string) => void
  onRedrive: () => void
  onRemove: () => void
}

/** One failure. Removing it cannot be undone, so it has to be confirmed. */
export function PoisonItem({ item, isBusy, onOpen, onRedrive, onRemove }: Props) {
  const text = useText()
  const [isConfirming, setConfirming] = useState(false)
  // A readable message in the poison queue is moved to the records by itself, and waits for that.
  const canRemove = item.unreadable || !item.standing
  return (
    <li className="line">
      <Outcome kind="failed">{text.govern.kind[item.kind]}</Outcome>
      <span className="line-text">
        {item.reason}
        <small>
          {item.text ?? item.id}
          {item.truncated && '…'}
        </small>
      </span>
      <span className="meta">
        {item.unreadable && <Outcome title={text.govern.unreadableHint}>{text.govern.unreadable}</Outcome>}
        {item.standing && <Outcome>{text.govern.standing}</Outcome>}
        <Time at={item.at} />
        {item.run_id && (
          <button type="button" className="text-button" aria-haspopup="dialog" onClick={() => onOpen(item.run_id!)}>
            {text.runs.open}
          </button>
        )}
        {canRedrive(item) && (
          <button type="button" className="text-button" disabled={isBusy} onClick={onRedrive}>
            {text.govern.redrive}
          </button>
        )}
        {canRemove && !isConfirming && (
          <button type="button" className="text-button" disabled={isBusy} onClick={() => setConfirming(true)}>
            {text.govern.remove}
          </button>
        )}
      </span>
      {isConfirming && (
        <Confirmation
          question={text.govern.removeConfirm}
          confirmLabel={text.confirm}
          isBusy={isBusy}
          autoFocus
          onConfirm={() => (setConfirming(false), onRemove())}
          onCancel={() => setConfirming(false)}
        />
      )}
    </li>
  )
}

export const canRedrive = (item: Item) => !item.unreadable && !item.standing
