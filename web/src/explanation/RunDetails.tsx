import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Data } from '../api/operations'
import { contentPath } from '../api/posts'
import { preferences } from '../state/preferences'
import { formatNumber, formatUsd } from '../text/format'
import { useText } from '../text/useText'
import { ErrorNotice } from '../ui/Notice'
import { Outcome } from '../ui/Outcome'
import { Sheet } from '../ui/Sheet'
import { Skeleton } from '../ui/Skeleton'
import { Time } from '../ui/Time'
import { Fact } from './Fact'
import { PromptText } from './PromptText'
import { runQuery } from './queries'
import './ContentExplanation.css'

/** One run, whatever its outcome: also one that published nothing. */
export default function RunDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useText()
  const run = useQuery(runQuery(id))
  return (
    <Sheet title={text.runs.open} onClose={onClose}>
      {run.isPending && <Skeleton rows={3} />}
      {run.isError && <ErrorNotice error={run.error} onRetry={() => void run.refetch()} />}
      {run.data && <Details run={run.data} />}
    </Sheet>
  )
}

function Details({ run }: { run: Data<'GET /v1/runs/{id}'> }) {
  const { agents, explanation: text, runs } = useText()
  const { language } = preferences.use()
  const template = run.prompt_template_id ? `${run.prompt_template_id} v${run.prompt_version}` : '—'
  const input = formatNumber(run.prompt_tokens ?? 0, language)
  const output = formatNumber(run.completion_tokens ?? 0, language)
  return (
    <>
      <p className="explanation-author">
        <Outcome kind={run.status}>{runs.status[run.status]}</Outcome>
        <Time at={run.created_at} />
        {run.content_id && (
          <Link href={contentPath(run.post_id, run.content_id)}>{runs.viewContent}</Link>
        )}
      </p>
      {run.reason && <p className="explanation-note">{run.reason}</p>}
      {run.warning && <p className="explanation-note">{run.warning}</p>}
      <dl className="facts">
        <Fact label={agents.model} value={run.model ?? '—'} />
        <Fact label={text.template} value={template} />
        <Fact label={text.tokens} value={text.tokensOf(input, output)} />
        <Fact label={text.price} value={formatUsd(run.price_usd ?? 0, language)} />
        {run.latency_ms !== null && (
          <Fact label={text.latency} value={`${formatNumber(run.latency_ms / 1000, language, 1)} s`} />
        )}
        <Fact label={text.attempts} value={String(run.attempts)} />
      </dl>
      <PromptText run={run} />
    </>
  )
}
