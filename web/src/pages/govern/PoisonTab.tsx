import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { request } from '../../api/client'
import { useText } from '../../text/useText'
import { EmptyNotice, ErrorNotice, errorText } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { canRedrive, PoisonItem } from './PoisonItem'
import { poisonQuery } from './queries'

const RunDetails = lazy(() => import('../../explanation/RunDetails'))

/** What failed permanently, to retry or remove it. */
export function PoisonTab() {
  const text = useText()
  const client = useQueryClient()
  const poison = useQuery(poisonQuery)
  const [openRun, setOpenRun] = useState<string | null>(null)
  const handle = useMutation({
    mutationFn: (handling: () => Promise<string>) => handling(),
    onSettled: () => client.invalidateQueries({ queryKey: poisonQuery.queryKey }),
  })
  /** Without ids, all. */
  const redrive = (ids?: string[]) =>
    handle.mutate(async () => {
      const { data } = await request('POST /v1/admin/poison/redrive', { body: ids ? { ids } : {} })
      return text.govern.redriven(data.redriven, data.remaining)
    })
  const remove = (ids: string[]) =>
    handle.mutate(async () => {
      const { data } = await request('POST /v1/admin/poison/remove', { body: { ids } })
      return text.govern.removed(data.removed, data.remaining)
    })
  if (poison.isPending) return <Skeleton rows={3} className="skeleton-small" />
  if (poison.isError) return <ErrorNotice error={poison.error} onRetry={() => void poison.refetch()} />
  const items = poison.data.data
  return (
    <div className="start-column">
      <p role="status" className="hint">
        {handle.data}
        {handle.error && errorText(handle.error, text)}
      </p>
      {items.length === 0 && <EmptyNotice title={text.govern.poisonNone} hint={text.govern.poisonHint} />}
      {items.some(canRedrive) && (
        <button type="button" className="button" disabled={handle.isPending} onClick={() => redrive()}>
          {text.govern.redriveAll}
        </button>
      )}
      <ol className="lines">
        {items.map((item) => (
          <PoisonItem
            key={item.id}
            item={item}
            isBusy={handle.isPending}
            onOpen={setOpenRun}
            onRedrive={() => redrive([item.id])}
            onRemove={() => remove([item.id])}
          />
        ))}
      </ol>
      {openRun && (
        <Suspense>
          <RunDetails id={openRun} onClose={() => setOpenRun(null)} />
        </Suspense>
      )}
    </div>
  )
}
