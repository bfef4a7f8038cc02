import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { excerpt } from '../../text/excerpt'
import { useText } from '../../text/strings'
import { number, Time, usd } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { Meter } from '../../ui/Meter'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { runsQuery, type Run, type Spend } from './queries'

const RunStory = lazy(() => import('../../explanation/RunDetails'))

/** What an agent was called for, what became of it, and what it cost. */
export function Runs({ id }: { id: string }) {
  const text = useText()
  const runs = useInfiniteQuery({ ...runsQuery(id), refetchInterval: 15_000 })
  const [opened, open] = useState<string | null>(null)
  const all = runs.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <section aria-labelledby="desk-runs">
      {runs.data && <Spending spend={runs.data.pages[0]!.meta.spend} />}
      <h2 id="desk-runs" className="section-title">
        {text.runs.title}
      </h2>
      {runs.isPending && <Skeleton rows={5} className="skeleton-small" />}
      {runs.isError && <Problem fault={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && all.length === 0 && <Empty title={text.runs.none} hint={text.runs.noneHint} />}
      <ol>
        {all.map((run) => (
          <RunLine key={run.id} run={run} onOpen={() => open(run.id)} />
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
      {opened && (
        <Suspense>
          <RunStory id={opened} onClose={() => open(null)} />
        </Suspense>
      )}
    </section>
  )
}

function Spending({ spend }: { spend: Spend }) {
  const text = useText().studio
  const { language } = choices.use()
  return (
    <div className="spend">
      <h2 className="section-title">{text.spend}</h2>
      <Meter label={text.hour} {...spend.actions_this_hour} say={(value) => number(value, language)} />
      <Meter label={text.tokens} {...spend.tokens_today} say={(value) => number(value, language)} />
      <Meter label={text.usd} {...spend.usd_today} say={(value) => usd(value, language)} />
    </div>
  )
}

function RunLine({ run, onOpen }: { run: Run; onOpen: () => void }) {
  const text = useText()
  const { language } = choices.use()
  return (
    <li>
      <button type="button" className="run" data-step aria-haspopup="dialog" onClick={onOpen}>
        <span className={`outcome outcome-${run.status}`}>{text.runs.status[run.status] ?? run.status}</span>
        <span className="run-words">{run.output_json ? excerpt(run.output_json.body, 60) : run.reason}</span>
        <span className="meta">
          <Time at={run.created_at} />
          {run.token_cost !== null && <span>{number(run.token_cost, language)}</span>}
          {run.price_usd !== null && <span>{usd(run.price_usd, language)}</span>}
        </span>
      </button>
    </li>
  )
}
