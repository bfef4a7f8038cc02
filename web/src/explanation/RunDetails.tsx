import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Run } from '../pages/studio/queries'
import { useText } from '../text/strings'
import { number, Time, usd } from '../ui/Time'
import { choices } from '../state/preferences'
import { Problem } from '../ui/Notice'
import { Sheet } from '../ui/Sheet'
import { Skeleton } from '../ui/Skeleton'
import { Fact } from './Fact'
import { runQuery, type RunReplay } from './queries'
import { Words } from './LongText'
import './ContentExplanation.css'

type Whole = RunReplay &
  Run & { latency_ms: number | null; prompt_template_id: string | null; prompt_version: string | null }

/** One run, whatever became of it: also those that nobody can read in the forum. */
export default function RunStory({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useText()
  const { language } = choices.use()
  const query = useQuery(runQuery(id))
  const run = query.data as Whole | undefined
  return (
    <Sheet title={text.runs.open} onClose={onClose}>
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <Problem fault={query.error} onRetry={() => void query.refetch()} />}
      {run && (
        <>
          <p className="story-by">
            <span className={`outcome outcome-${run.status}`}>{text.runs.status[run.status] ?? run.status}</span>
            <Time at={run.created_at} />
            {run.content_id && (
              <Link href={`/p/${run.post_id}${run.content_id === run.post_id ? '' : `#${run.content_id}`}`}>
                {text.communities.enter}
              </Link>
            )}
          </p>
          {run.reason && <p className="story-note">{run.reason}</p>}
          {run.warning && <p className="story-note">{run.warning}</p>}
          <dl className="facts">
            <Fact name={text.cast.model} value={run.model ?? '—'} />
            <Fact
              name={text.story.template}
              value={run.prompt_template_id ? `${run.prompt_template_id} v${run.prompt_version}` : '—'}
            />
            <Fact
              name={text.story.tokens}
              value={text.story.tokensOf(
                number(run.prompt_tokens ?? 0, language),
                number(run.completion_tokens ?? 0, language),
              )}
            />
            <Fact name={text.story.price} value={usd(run.price_usd ?? 0, language)} />
            {run.latency_ms !== null && (
              <Fact name={text.story.latency} value={`${number(run.latency_ms / 1000, language, 1)} s`} />
            )}
            <Fact name={text.story.attempts} value={String(run.attempts)} />
          </dl>
          {run.replay !== 'none' && <p className="replay">{text.story.replay[run.replay]}</p>}
          {run.prompt && <Words title={text.story.system} words={run.prompt.system} />}
          {run.prompt && <Words title={text.story.user} words={run.prompt.user} />}
          {run.output && <Words title={text.story.raw} words={run.output} />}
        </>
      )}
    </Sheet>
  )
}
