import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { isNotFound } from '../../api/ApiError'
import { useText } from '../../text/useText'
import { FormError } from '../../ui/Field'
import { EmptyNotice, ErrorNotice, errorText } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { actionsFor, actionForKey, type ReviewAction } from './reviewActions'
import { reviewQuery, type ReviewItem } from './queries'
import { ReviewContent } from './ReviewContent'
import { WithdrawLineage } from './WithdrawLineage'
import { useModerationAction } from './useModerationAction'
import './ReviewTab.css'

/** What waits for a moderator. One key decides; the item disappears at once, unless it is only quarantined. */
export function ReviewTab() {
  const text = useText()
  const queue = useQuery(reviewQuery)
  const moderate = useModerationAction()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [lastAction, setLastAction] = useState('')
  const [error, setError] = useState<unknown>(null)
  const list = useRef<HTMLDivElement>(null)
  const items = queue.data?.filter((item) => !decided.has(item.id)) ?? []

  const decide = (item: ReviewItem, action: ReviewAction) => {
    const element = document.getElementById(`review-${item.id}`)
    const stays = action === 'quarantine'
    const next = stays ? element : (element?.nextElementSibling ?? element?.previousElementSibling ?? list.current)
    if (next instanceof HTMLElement) next.focus()
    if (!stays) setDecided((before) => new Set(before).add(item.id))
    setLastAction(text.govern.actionDone(text.govern.actions[action]))
    setError(null)
    // Several actions may be on their way. After each, the queue is read again and tells whether the item still waits.
    moderate
      .mutateAsync({ action, target_type: item.target_type, target_id: item.id })
      .catch(setError)
      .finally(() => setDecided((before) => new Set([...before].filter((id) => id !== item.id))))
  }
  const decideByKey = (event: KeyboardEvent, item: ReviewItem) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const action = actionForKey(item, event.key)
    if (action) decide(item, action)
  }

  if (queue.isPending) return <Skeleton rows={3} />
  if (queue.isError) {
    return isNotFound(queue.error) ? (
      <EmptyNotice title={text.notSupported} />
    ) : (
      <ErrorNotice error={queue.error} onRetry={() => void queue.refetch()} />
    )
  }
  return (
    <div ref={list} className="start-column" tabIndex={-1}>
      <p className="meta hint">{text.govern.reviewKeys}</p>
      <p className="visually-hidden" role="status">
        {lastAction}
      </p>
      {error !== null && <FormError>{errorText(error, text)}</FormError>}
      {items.length === 0 && <EmptyNotice title={text.govern.reviewNone} hint={text.govern.reviewHint} />}
      <ol>
        {items.map((item) => (
          <li
            key={item.id}
            id={`review-${item.id}`}
            className="review"
            tabIndex={0}
            data-step
            onKeyDown={(event) => decideByKey(event, item)}
          >
            <ReviewContent item={item} />
            <p className="review-actions">
              {actionsFor(item).map(([action, key]) => (
                <button
                  key={action}
                  type="button"
                  className={`button ${action === 'approve' ? '' : 'button-quiet'}`}
                  onClick={() => decide(item, action)}
                >
                  {text.govern.actions[action]} <kbd>{key.toUpperCase()}</kbd>
                </button>
              ))}
            </p>
            <WithdrawLineage item={item} />
          </li>
        ))}
      </ol>
    </div>
  )
}
