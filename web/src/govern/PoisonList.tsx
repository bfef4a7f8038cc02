import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { write } from '../api/client'
import { useText } from '../text/strings'
import { Time } from '../text/time'
import { Empty, explain, Problem } from '../ui/Problem'
import { Skeleton } from '../ui/Skeleton'
import { poisonQuery } from './queries'

const RunStory = lazy(() => import('../story/RunStory'))

/** What failed for good, and another chance for it. */
export function PoisonList() {
  const text = useText()
  const client = useQueryClient()
  const poison = useQuery(poisonQuery)
  const [opened, open] = useState<string | null>(null)
  const redrive = useMutation({
    mutationFn: (ids?: string[]) =>
      write<{ redriven: number; remaining: number }>('POST', '/v1/admin/poison/redrive', ids ? { ids } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: poisonQuery.queryKey }),
  })
  if (poison.isPending) return <Skeleton rows={3} className="skeleton-small" />
  if (poison.isError) return <Problem fault={poison.error} onRetry={() => void poison.refetch()} />
  const items = poison.data.data
  return (
    <div className="narrow-start">
      <p role="status" className="govern-hint">
        {redrive.data && text.govern.redriven(redrive.data.data.redriven, redrive.data.data.remaining)}
        {redrive.error && explain(redrive.error, text.problem)}
      </p>
      {items.length === 0 && <Empty title={text.govern.poisonNone} hint={text.govern.poisonHint} />}
      {items.length > 0 && (
        <button type="button" className="button" disabled={redrive.isPending} onClick={() => redrive.mutate(undefined)}>
          {text.govern.redriveAll}
        </button>
      )}
      <ol className="lines">
        {items.map((item) => (
          <li key={item.id} className="line">
            <span className="outcome outcome-failed">{text.govern.kind[item.kind] ?? item.kind}</span>
            <span className="line-words">
              {item.reason}
              <small>{item.text ?? item.id}</small>
            </span>
            <span className="meta">
              <Time at={item.at} />
              {item.run_id && (
                <button type="button" className="text-button" aria-haspopup="dialog" onClick={() => open(item.run_id)}>
                  {text.runs.open}
                </button>
              )}
              <button
                type="button"
                className="text-button"
                disabled={redrive.isPending}
                onClick={() => redrive.mutate([item.id])}
              >
                {text.govern.redrive}
              </button>
            </span>
          </li>
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
