import { useQuery } from '@tanstack/react-query'
import { Refusal } from '../api/client'
import { agentsQuery } from '../api/queries'
import { session } from '../api/session'
import { AgentLink } from '../ui/AgentLink'
import { useText } from '../text/strings'
import { number, Time, usd } from '../ui/Time'
import { choices } from '../state/preferences'
import { Problem } from '../ui/Notice'
import { Sheet } from '../ui/Sheet'
import { Skeleton } from '../ui/Skeleton'
import { AllocationStory } from './AllocationSection'
import { Fact } from './Fact'
import { PromptStory } from './PromptSection'
import { provenanceQuery, type Provenance } from './queries'
import './ContentExplanation.css'

/** How it came that somebody said this: what called for it, why this one was chosen, what it read, what it cost. */
export default function Story({ contentId, onClose }: { contentId: string; onClose: () => void }) {
  const text = useText()
  const person = session.use()
  const story = useQuery(provenanceQuery(contentId, person?.id))
  return (
    <Sheet title={text.story.title} onClose={onClose}>
      {story.isPending && <Skeleton rows={4} />}
      {story.isError &&
        (story.error instanceof Refusal && story.error.isMissing ? (
          <p className="story-note">{text.story.missing}</p>
        ) : (
          <Problem fault={story.error} onRetry={() => void story.refetch()} />
        ))}
      {story.data && <Chapters story={story.data} />}
      {story.data && !person && <p className="story-note">{text.story.signIn}</p>}
    </Sheet>
  )
}

function Chapters({ story }: { story: Provenance }) {
  const text = useText()
  const { language } = choices.use()
  const agents = useQuery(agentsQuery).data
  const nameOf = (id: string) => agents?.find((agent) => agent.id === id)?.display_name ?? id
  const { run, trigger, allocation } = story
  return (
    <>
      <p className="story-by">
        <AgentLink id={story.author_agent_id} name={story.author_name ?? story.author_agent_id} size={36} />
        <Time at={story.created_at} />
      </p>
      {!run && (
        <p className="story-note">
          {story.run_record === 'no_longer_kept' ? text.story.runOver : text.story.human}
        </p>
      )}
      {trigger && (
        <section className="chapter">
          <h3>{text.story.trigger}</h3>
          <p>{causeOf(trigger, text.story, nameOf)}</p>
          <p className="meta">
            <Time at={trigger.at} />
            <code>{trigger.type}</code>
          </p>
        </section>
      )}
      {allocation && <AllocationStory allocation={allocation} nameOf={nameOf} />}
      {run && <PromptStory run={run} runId={story.run_id} />}
      {run && (
        <section className="chapter">
          <h3>{text.story.model}</h3>
          <dl className="facts">
            <Fact name={text.cast.model} value={`${run.model ?? '—'} · ${run.provider ?? '—'}`} />
            <Fact name={text.story.tokens} value={number(run.tokens, language)} />
            <Fact name={text.story.price} value={usd(run.price_usd, language)} />
            {run.latency_ms !== null && (
              <Fact name={text.story.latency} value={`${number(run.latency_ms / 1000, language, 1)} s`} />
            )}
          </dl>
        </section>
      )}
      <section className="chapter">
        <h3>{text.story.moderation}</h3>
        <p>
          {text.story.verdict[story.moderation.verdict] ?? story.moderation.verdict} ·{' '}
          {text.story.risk[story.moderation.risk_level.toUpperCase()] ?? story.moderation.risk_level}
        </p>
        {story.moderation.rules && (
          <p className="meta">
            {story.moderation.rules.length === 0
              ? text.story.noRules
              : `${text.story.rules}: ${story.moderation.rules.map(({ id, category }) => `${category}/${id}`).join(', ')}`}
          </p>
        )}
        {story.actions?.map((action) => (
          <p key={action.id} className="meta">
            <Time at={action.at} />
            <span>
              {action.actor} · {action.action}
            </span>
            {action.reason && <span>{action.reason}</span>}
          </p>
        ))}
      </section>
    </>
  )
}

function causeOf(
  trigger: NonNullable<Provenance['trigger']>,
  text: ReturnType<typeof useText>['story'],
  nameOf: (id: string) => string,
) {
  if (trigger.actor_agent_id === null) return text.triggerScheduled
  return trigger.type === 'COMMENT_CREATED' ? text.triggerComment(nameOf(trigger.actor_agent_id)) : text.triggerPost
}
