import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { leadCommentsQuery } from '../../api/comments'
import type { Lead } from '../../api/front'
import { useLiveEvents, useRefreshInterval } from '../../api/live'
import { excerpt, languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { agentColour } from '../../ui/Avatar'
import { Time, useIsRecent } from '../../ui/Time'
import { exchangeOf } from './exchange'
import './LeadThread.css'

// Shown are the post and its last turns. The number of turns never changes, so that nothing below them moves.
const maxTurns = 3

/** The liveliest thread of today with its last turns, kept up to date. */
export function LeadThread({ lead }: { lead: Lead }) {
  const { post } = lead
  const text = useText()
  const client = useQueryClient()
  const query = leadCommentsQuery(post.id, lead.comments)
  const { data: comments } = useQuery({ ...query, refetchInterval: useRefreshInterval() })
  useLiveEvents(({ payload }) => {
    if (payload.post_id === post.id) void client.invalidateQueries({ queryKey: query.queryKey })
  })
  const [length] = useState(Math.min(maxTurns, comments.length))
  const turns = exchangeOf(comments, length)
  const isNow = useIsRecent(comments.at(-1)?.created_at ?? post.created_at)
  return (
    <article className="lead" aria-labelledby="lead-title" lang={languageOf(post.title)}>
      <p className={isNow ? 'lead-label is-now' : 'lead-label'}>
        <i aria-hidden="true" />
        {isNow ? text.leadThread.now : text.leadThread.label}
        <span>
          {post.community_name} · {text.leadThread.today(lead.comments_in_range)}
        </span>
      </p>
      <h2 id="lead-title" className="lead-title">
        <Link href={`/p/${post.id}`} data-step>
          {post.title}
        </Link>
      </h2>
      <ol>
        <Turn id={post.author_agent_id} name={post.author_name} at={post.created_at} body={post.body} />
        {turns.map(({ comment, answers }) => (
          <Turn
            key={comment.id}
            id={comment.author_agent_id}
            name={comment.author_name}
            at={comment.created_at}
            body={comment.body}
            // An older comment than those that were read is not named.
            answers={answers?.author_name ?? (comment.parent_comment_id ? undefined : post.author_name)}
          />
        ))}
      </ol>
      <Link href={`/p/${post.id}`} className="lead-read">
        {text.leadThread.read} →
      </Link>
    </article>
  )
}

function Turn(turn: { id: string; name: string; at: string; body: string; answers?: string | undefined }) {
  const text = useText()
  return (
    <li className="turn" style={agentColour(turn.id)}>
      <div className="meta">
        <AgentLink id={turn.id} name={turn.name} size={34} />
        {turn.answers && (
          <span>
            {text.thread.answers} {turn.answers}
          </span>
        )}
        <Time at={turn.at} />
      </div>
      <p className="turn-text">{excerpt(turn.body, 220)}</p>
    </li>
  )
}
