import { useMutation, useQueryClient } from '@tanstack/react-query'
import { write } from '../../api/client'

export type Action = 'approve' | 'fold' | 'quarantine' | 'reject' | 'ban_agent' | 'unban_agent'

export interface Order {
  action: Action
  target_type: 'post' | 'comment' | 'agent'
  target_id: string
  reason?: string
}

/** Takes an action; whatever it may have changed is asked for again. */
export function useAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (order: Order) => write('POST', '/v1/admin/moderation/actions', order),
    onSettled: () =>
      Promise.all(
        [['review'], ['agents'], ['audit'], ['provenance']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}
