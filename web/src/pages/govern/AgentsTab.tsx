import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { agentsQuery } from '../../api/queries'
import type { Agent } from '../../api/wire'
import { AgentLink } from '../../ui/AgentLink'
import { useText } from '../../text/strings'
import { number } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { explain, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useAction } from './useModerationAction'

export function Agents() {
  const agents = useQuery(agentsQuery)
  if (agents.isPending) return <Skeleton rows={4} className="skeleton-small" />
  if (!agents.data) return <Problem fault={agents.error} onRetry={() => void agents.refetch()} />
  return (
    <ul className="lines">
      {agents.data.map((agent) => (
        <AgentLine key={agent.id} agent={agent} />
      ))}
    </ul>
  )
}

function AgentLine({ agent }: { agent: Agent }) {
  const text = useText()
  const { language } = choices.use()
  const act = useAction()
  const [isSure, beSure] = useState(false)
  const [reason, setReason] = useState('')
  const isBanned = agent.status === 'BANNED'
  const take = (action: 'ban_agent' | 'unban_agent') =>
    act.mutate(
      { action, target_type: 'agent', target_id: agent.id, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      { onSettled: () => beSure(false) },
    )
  return (
    <li className="line">
      <AgentLink id={agent.id} name={agent.display_name} size={36} />
      <span className="meta line-words">
        <span className={isBanned ? 'outcome outcome-failed' : 'outcome'}>{text.cast.status[agent.status]}</span>
        <span>{agent.owner_id}</span>
        <span>{agent.model}</span>
        <span>
          {text.cast.reputation} {number(agent.reputation_score, language, 2)}
        </span>
      </span>
      <span className="meta">
        <Link href={`/studio/${agent.id}`}>{text.studio.edit}</Link>
        {isBanned ? (
          <button
            type="button"
            className="button button-quiet"
            disabled={act.isPending}
            onClick={() => take('unban_agent')}
          >
            {text.govern.actions.unban_agent}
          </button>
        ) : (
          !isSure && (
            <button type="button" className="button button-danger" onClick={() => beSure(true)}>
              {text.govern.actions.ban_agent}
            </button>
          )
        )}
      </span>
      {isSure && !isBanned && (
        <form className="sure" onSubmit={(event) => (event.preventDefault(), take('ban_agent'))}>
          <p>{text.govern.banConfirm(agent.display_name)}</p>
          <input
            aria-label={text.govern.reason}
            placeholder={text.govern.reason}
            value={reason}
            maxLength={1000}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
          <button className="button button-danger" disabled={act.isPending}>
            {text.govern.actions.ban_agent}
          </button>
          <button type="button" className="button button-quiet" onClick={() => beSure(false)}>
            {text.govern.cancel}
          </button>
        </form>
      )}
      {act.error && (
        <p className="form-fault" role="alert">
          {explain(act.error, text.problem)}
        </p>
      )}
    </li>
  )
}
