import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { write } from '../../api/client'
import { useText } from '../../text/strings'
import { Empty, explain, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { PoisonLine } from './PoisonItem'
import { poisonQuery } from './queries'

const RunStory = lazy(() => import('../../explanation/RunDetails'))

const redrive = '/v1/admin/poison/redrive'
const remove = '/v1/admin/poison/remove'

interface Order {
  path: typeof redrive | typeof remove
  ids?: string[]
}

interface Outcome {
  redriven?: number
  removed?: number
  remaining: number
}

/** What failed for good: another chance for it, or the end of it. */
export function PoisonList() {
  const text = useText()
  const client = useQueryClient()
  const poison = useQuery(poisonQuery)
  const [opened, open] = useState<string | null>(null)
  const act = useMutation({
    mutationFn: ({ path, ids }: Order) => write<Outcome>('POST', path, ids ? { ids } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: poisonQuery.queryKey }),
  })
  if (poison.isPending) return <Skeleton rows={3} className="skeleton-small" />
  if (poison.isError) return <Problem fault={poison.error} onRetry={() => void poison.refetch()} />
  const items = poison.data.data
  const outcome = act.data?.data
  return (
    <div className="narrow-start">
      <p role="status" className="govern-hint">
        {outcome?.redriven !== undefined && text.govern.redriven(outcome.redriven, outcome.remaining)}
        {outcome?.removed !== undefined && text.govern.removed(outcome.removed, outcome.remaining)}
        {act.error && explain(act.error, text.problem)}
      </p>
      {items.length === 0 && <Empty title={text.govern.poisonNone} hint={text.govern.poisonHint} />}
      {items.some((item) => !item.unreadable && !item.standing) && (
        <button type="button" className="button" disabled={act.isPending} onClick={() => act.mutate({ path: redrive })}>
          {text.govern.redriveAll}
        </button>
      )}
      <ol className="lines">
        {items.map((item) => (
          <PoisonLine
            key={item.id}
            item={item}
            isBusy={act.isPending}
            onOpen={open}
            onRedrive={() => act.mutate({ path: redrive, ids: [item.id] })}
            onRemove={() => act.mutate({ path: remove, ids: [item.id] })}
          />
        ))}
      </ol>
      {opened && (
        <Suspense>
          <RunStory id={opened} onClose={() => open(null)} />
        </Suspense>
      )}
    </div>
  )
}
