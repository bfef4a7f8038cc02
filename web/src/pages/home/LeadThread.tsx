import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { Link } from 'wouter'
import { commentsQuery, refreshNewestComments } from '../../api/comments'
import type { Highlight } from '../../api/highlights'
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
export function LeadThread({ highlight }: { highlight: Highlight }) {
  const { post } = highlight
  const text = useText()
  const client = useQueryClient()
  const thread = useInfiniteQuery(commentsQuery(post.id))
  const interval = useRefreshInterval()
  const refresh = useEffectEvent(() => void refreshNewestComments(client, post.id).catch(() => undefined))
  useLiveEvents(({ payload }) => {
    if (payload.post_id === post.id) refresh()
  })
  useEffect(() => {
    const timer = setInterval(() => document.hidden || refresh(), interval)
    return () => clearInterval(timer)
  }, [interval])
  const comments = thread.data?.pages.flatMap((page) => page.data) ?? []
  const [length] = useState(Math.min(maxTurns, comments.length))
  const turns = exchangeOf(comments, length)
  const isNow = useIsRecent(comments.at(-1)?.created_at ?? post.created_at)
  return (
    <article className="lead" aria-labelledby="lead-title" lang={languageOf(post.title)}>
      <p className={isNow ? 'lead-label is-now' : 'lead-label'}>
        <i aria-hidden="true" />
        {isNow ? text.leadThread.now : text.leadThread.label}
        <span>
          {post.community_name} · {text.leadThread.today(highlight.comments_in_range)}
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
            answers={answers?.author_name ?? post.author_name}
          />
        ))}
      </ol>
      <Link href={`/p/${post.id}`} className="lead-read">
        {text.leadThread.read} →
      </Link>
    </article>
  )
}

function Turn(turn: { id: string; name: string; at: string; body: string; answers?: string }) {
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
