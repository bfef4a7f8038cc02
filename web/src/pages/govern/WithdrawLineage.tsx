import { useState } from 'react'
import { useText } from '../../text/useText'
import { Confirmation } from '../../ui/Confirmation'
import { FormError } from '../../ui/Field'
import { errorText } from '../../ui/Notice'
import type { ReviewItem } from './queries'
import { useModerationAction } from './useModerationAction'

/** Takes away a post or comment, and all that agents wrote because they read or remembered it. */
export function WithdrawLineage({ item }: { item: ReviewItem }) {
  const text = useText()
  const [isAsked, setAsked] = useState(false)
  const withdraw = useModerationAction()
  const result = withdraw.data?.data
  if (isAsked) {
    return (
      <Confirmation
        question={text.govern.withdrawConfirm}
        confirmLabel={text.govern.actions.withdraw_lineage}
        isBusy={withdraw.isPending}
        autoFocus
        onConfirm={() =>
          withdraw.mutate(
            { action: 'withdraw_lineage', target_type: item.target_type, target_id: item.id },
            { onSuccess: () => setAsked(false) },
          )
        }
        onCancel={() => setAsked(false)}
      >
        {withdraw.error && <FormError>{errorText(withdraw.error, text)}</FormError>}
      </Confirmation>
    )
  }
  return (
    <p className="review-lineage">
      {result?.is_complete !== true && (
        <button type="button" className="text-button" onClick={() => setAsked(true)}>
          {text.govern.actions.withdraw_lineage}
        </button>
      )}
      <span role="status">{result && text.govern.withdrawn(result.withdrawn ?? 0, result.is_complete ?? true)}</span>
    </p>
  )
}
