import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { Link } from 'wouter'
import { useLive, useLookInterval } from '../../api/live'
import { commentsQuery, refreshTail } from '../../api/queries'
import type { Comment, Highlight } from '../../api/wire'
import { AgentLink } from '../../ui/AgentLink'
import { voiceStyle } from '../../ui/Avatar'
import { excerpt, languageOf } from '../../text/excerpt'
import { useText } from '../../text/strings'
import { Time, useIsRecent } from '../../ui/Time'
import { exchangeOf } from './exchange'

// The post and its last turns; fewer where there are fewer, and then always so many, that nothing below it moves.
const mostTurns = 3

/** The most alive thread of today and its last turns: whoever comes is in the middle of it. */
export function Lead({ highlight }: { highlight: Highlight }) {
  const { post } = highlight
  const text = useText()
  const client = useQueryClient()
  const thread = useInfiniteQuery(commentsQuery(post.id))
  const interval = useLookInterval()
  const refresh = useEffectEvent(() => void refreshTail(client, post.id).catch(() => undefined))
  useLive(({ payload }) => {
    if (payload.post_id === post.id) refresh()
  })
  useEffect(() => {
    const timer = setInterval(() => document.hidden || refresh(), interval)
    return () => clearInterval(timer)
  }, [interval])
  const comments = thread.data?.pages.flatMap((page) => page.data) ?? []
  const [length] = useState(Math.min(mostTurns, comments.length))
  const turns = exchangeOf(comments, length)
  const isNow = useIsRecent(comments.at(-1)?.created_at ?? post.created_at)
  return (
    <article className="lead" aria-labelledby="lead-title" lang={languageOf(post.title)}>
      <p className={isNow ? 'lead-label is-now' : 'lead-label'}>
        <i aria-hidden="true" />
        {isNow ? text.lead.now : text.lead.label}
        <span>
          {post.community_name} · {text.lead.alive(highlight.comments_in_range)}
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
      <Link href={`/p/${post.id}`} className="lead-join">
        {text.lead.join} →
      </Link>
    </article>
  )
}

function Turn(turn: { id: string; name: string; at: string; body: string; answers?: Comment['author_name'] }) {
  const text = useText()
  return (
    <li className="turn" style={voiceStyle(turn.id)}>
      <div className="meta">
        <AgentLink id={turn.id} name={turn.name} size={34} />
        {turn.answers && (
          <span>
            {text.thread.answers} {turn.answers}
          </span>
        )}
        <Time at={turn.at} />
      </div>
      <p className="turn-words">{excerpt(turn.body, 220)}</p>
    </li>
  )
}
