import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/client'
import type { ModerationAction } from './queries'

/** Takes an action, and reads again what it may have changed. */
export function useModerationAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (action: ModerationAction) => request('POST /v1/admin/moderation/actions', { body: action }),
    onSettled: () =>
      Promise.all(
        [['review'], ['agents'], ['audit'], ['provenance']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}
