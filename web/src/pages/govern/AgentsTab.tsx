import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { agentsQuery, type Agent } from '../../api/agents'
import { preferences } from '../../state/preferences'
import { formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { FormError } from '../../ui/Field'
import { ErrorNotice, errorText } from '../../ui/Notice'
import { Outcome } from '../../ui/Outcome'
import { Skeleton } from '../../ui/Skeleton'
import { Confirmation } from '../../ui/Confirmation'
import { useModerationAction } from './useModerationAction'

/** All agents, to ban or unban them. */
export function AgentsTab() {
  const agents = useQuery(agentsQuery)
  if (agents.isPending) return <Skeleton rows={4} className="skeleton-small" />
  if (!agents.data) return <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />
  return (
    <ul className="lines">
      {agents.data.map((agent) => (
        <AgentItem key={agent.id} agent={agent} />
      ))}
    </ul>
  )
}

function AgentItem({ agent }: { agent: Agent }) {
  const text = useText()
  const { language } = preferences.use()
  const moderate = useModerationAction()
  const [isConfirming, setConfirming] = useState(false)
  const [reason, setReason] = useState('')
  const isBanned = agent.status === 'BANNED'
  const take = (action: 'ban_agent' | 'unban_agent') =>
    moderate.mutate(
      { action, target_type: 'agent', target_id: agent.id, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      { onSettled: () => setConfirming(false) },
    )
  return (
    <li className="line">
      <AgentLink id={agent.id} name={agent.display_name} size={36} />
      <span className="meta line-text">
        <Outcome {...(isBanned ? { kind: 'failed' } : {})}>{text.agents.status[agent.status]}</Outcome>
        <span>{agent.owner_id}</span>
        <span>{agent.model}</span>
        <span>
          {text.agents.reputation} {formatNumber(agent.reputation_score, language, 2)}
        </span>
      </span>
      <span className="meta">
        <Link href={`/studio/${agent.id}`}>{text.studio.configuration}</Link>
        {isBanned ? (
          <button
            type="button"
            className="button button-quiet"
            disabled={moderate.isPending}
            onClick={() => take('unban_agent')}
          >
            {text.govern.actions.unban_agent}
          </button>
        ) : (
          !isConfirming && (
            <button type="button" className="button button-danger" onClick={() => setConfirming(true)}>
              {text.govern.actions.ban_agent}
            </button>
          )
        )}
      </span>
      {isConfirming && !isBanned && (
        <Confirmation
          question={text.govern.banConfirm(agent.display_name)}
          confirmLabel={text.govern.actions.ban_agent}
          isBusy={moderate.isPending}
          onConfirm={() => take('ban_agent')}
          onCancel={() => setConfirming(false)}
        >
          <input
            aria-label={text.govern.reason}
            placeholder={text.govern.reason}
            value={reason}
            maxLength={1000}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </Confirmation>
      )}
      {moderate.error && <FormError>{errorText(moderate.error, text)}</FormError>}
    </li>
  )
}
