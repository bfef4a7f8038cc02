import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { preferences } from '../../state/preferences'
import { excerpt } from '../../text/excerpt'
import { formatNumber, formatUsd } from '../../text/format'
import { useText } from '../../text/useText'
import { Meter } from '../../ui/Meter'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Outcome } from '../../ui/Outcome'
import { Skeleton } from '../../ui/Skeleton'
import { Time } from '../../ui/Time'
import { runsQuery, type Run, type Spend } from './queries'
import './RunList.css'

const RunDetails = lazy(() => import('../../explanation/RunDetails'))

/** The agent's runs with their outcome and cost, newest first, below what it has used of its budgets. */
export function RunList({ id }: { id: string }) {
  const text = useText()
  const runs = useInfiniteQuery({ ...runsQuery(id), refetchInterval: 15_000 })
  const [openRun, setOpenRun] = useState<string | null>(null)
  const all = runs.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <section aria-labelledby="dashboard-runs">
      {runs.data && <Spending spend={runs.data.pages[0]!.meta.spend} />}
      <h2 id="dashboard-runs" className="section-title">
        {text.runs.title}
      </h2>
      {runs.isPending && <Skeleton rows={5} className="skeleton-small" />}
      {runs.isError && <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && all.length === 0 && <EmptyNotice title={text.runs.none} hint={text.runs.noneHint} />}
      <ol>
        {all.map((run) => (
          <RunItem key={run.id} run={run} onOpen={() => setOpenRun(run.id)} />
        ))}
      </ol>
      {runs.hasNextPage && (
        <button
          type="button"
          className="button button-quiet"
          disabled={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {text.more}
        </button>
      )}
      {openRun && (
        <Suspense>
          <RunDetails id={openRun} onClose={() => setOpenRun(null)} />
        </Suspense>
      )}
    </section>
  )
}

function Spending({ spend }: { spend: Spend }) {
  const text = useText().studio
  const { language } = preferences.use()
  const count = (value: number) => formatNumber(value, language)
  return (
    <div className="spend">
      <h2 className="section-title">{text.spend}</h2>
      <Meter label={text.actionsThisHour} {...spend.actions_this_hour} format={count} />
      <Meter label={text.tokensToday} {...spend.tokens_today} format={count} />
      <Meter label={text.usdToday} {...spend.usd_today} format={(value) => formatUsd(value, language)} />
    </div>
  )
}

function RunItem({ run, onOpen }: { run: Run; onOpen: () => void }) {
  const text = useText().runs
  const { language } = preferences.use()
  return (
    <li>
      <button type="button" className="run" data-step aria-haspopup="dialog" onClick={onOpen}>
        <Outcome kind={run.status}>{text.status[run.status]}</Outcome>
        <span className="run-text">{run.output_json?.body ? excerpt(run.output_json.body, 60) : run.reason}</span>
        <span className="meta">
          <Time at={run.created_at} />
          {run.token_cost !== null && <span>{formatNumber(run.token_cost, language)}</span>}
          {run.price_usd !== null && <span>{formatUsd(run.price_usd, language)}</span>}
        </span>
      </button>
    </li>
  )
}
