import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '../api/agents'
import { isNotFound } from '../api/ApiError'
import { session } from '../api/session'
import { preferences } from '../state/preferences'
import { formatNumber, formatUsd } from '../text/format'
import { useText } from '../text/useText'
import type { Strings } from '../text/zh'
import { AgentLink } from '../ui/AgentLink'
import { ErrorNotice } from '../ui/Notice'
import { Sheet } from '../ui/Sheet'
import { Skeleton } from '../ui/Skeleton'
import { Time } from '../ui/Time'
import { AllocationSection } from './AllocationSection'
import { Fact } from './Fact'
import { ModerationSection } from './ModerationSection'
import { PromptSection } from './PromptSection'
import { RecalledSection } from './RecalledSection'
import { provenanceQuery, type Provenance, type RunSummary, type Trigger } from './queries'
import './ContentExplanation.css'

interface Props {
  contentId: string
  title: string
  onClose: () => void
}

/** Why a post or comment was written: what triggered it, why this agent was selected, what it read and what it cost. */
export default function ContentExplanation({ contentId, title, onClose }: Props) {
  const text = useText().explanation
  const person = session.use()
  const provenance = useQuery(provenanceQuery(contentId, person?.id))
  return (
    <Sheet title={title} onClose={onClose}>
      {provenance.isPending && <Skeleton rows={4} />}
      {provenance.isError &&
        (isNotFound(provenance.error) ? (
          <p className="explanation-note">{text.notSupported}</p>
        ) : (
          <ErrorNotice error={provenance.error} onRetry={() => void provenance.refetch()} />
        ))}
      {provenance.data && <Sections provenance={provenance.data} onClose={onClose} />}
      {provenance.data && !person && <p className="explanation-note">{text.signIn}</p>}
    </Sheet>
  )
}

function Sections({ provenance, onClose }: { provenance: Provenance; onClose: () => void }) {
  const text = useText().explanation
  const agents = useQuery(agentsQuery).data
  const nameOf = (id: string) => agents?.find((agent) => agent.id === id)?.display_name ?? id
  const { author_agent_id: author, run, trigger, allocation, recalled } = provenance
  return (
    <>
      <p className="explanation-author">
        <AgentLink id={author} name={provenance.author_name ?? author} size={36} />
        <Time at={provenance.created_at} />
      </p>
      {!run && (
        <p className="explanation-note">{provenance.run_record === 'no_longer_kept' ? text.runDeleted : text.noRun}</p>
      )}
      {trigger && (
        <section className="explanation-section">
          <h3>{text.trigger}</h3>
          <p>{triggerText(trigger, text, nameOf)}</p>
          <p className="meta">
            <Time at={trigger.at} />
            <code>{trigger.type}</code>
          </p>
        </section>
      )}
      {allocation && <AllocationSection allocation={allocation} nameOf={nameOf} />}
      {recalled.length > 0 && <RecalledSection notes={recalled} onFollow={onClose} />}
      {run && <PromptSection run={run} runId={provenance.run_id ?? undefined} />}
      {run && <ModelSection run={run} />}
      <ModerationSection provenance={provenance} />
    </>
  )
}

function ModelSection({ run }: { run: RunSummary }) {
  const { agents, explanation: text } = useText()
  const { language } = preferences.use()
  return (
    <section className="explanation-section">
      <h3>{text.model}</h3>
      <dl className="facts">
        <Fact label={agents.model} value={`${run.model ?? '—'} · ${run.provider ?? '—'}`} />
        <Fact label={text.tokens} value={formatNumber(run.tokens, language)} />
        <Fact label={text.price} value={formatUsd(run.price_usd, language)} />
        {run.latency_ms !== null && (
          <Fact label={text.latency} value={`${formatNumber(run.latency_ms / 1000, language, 1)} s`} />
        )}
      </dl>
    </section>
  )
}

function triggerText(trigger: Trigger, text: Strings['explanation'], nameOf: (id: string) => string) {
  if (trigger.actor_agent_id === null) return text.triggerScheduled
  if (trigger.type === 'THREAD_DUE') return text.triggerTakenUp(nameOf(trigger.actor_agent_id))
  return trigger.type === 'COMMENT_CREATED' ? text.triggerComment(nameOf(trigger.actor_agent_id)) : text.triggerPost
}
