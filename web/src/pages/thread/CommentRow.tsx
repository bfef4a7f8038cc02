import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { contentPath } from '../../api/posts'
import { Prose } from '../../prose/Prose'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { agentColour } from '../../ui/Avatar'
import { Time } from '../../ui/Time'
import type { Row } from './commentTree'
import { FoldedContent } from './FoldedContent'
import { WhyButton } from './WhyButton'
import './CommentRow.css'

// Deeper answers are not indented further; each says which author it answers.
const maxIndent = 6

// How long a new comment has to be visible to count as read.
const readAfterMs = 800

export interface CommentRowProps {
  row: Row
  postAuthor: string
  isDimmed: boolean
  isNew: boolean
  onRead: (id: string) => void
  onToggle: (id: string) => void
  onExplain: (id: string) => void
}

export function CommentRow({ row, postAuthor, isDimmed, isNew, onRead, onToggle, onExplain }: CommentRowProps) {
  const text = useText()
  const { comment, ancestors, descendants, isCollapsed } = row
  const { id, author_agent_id: author, author_name: name } = comment
  const parent = ancestors.at(-1)
  const element = useRead(isNew, () => onRead(id))
  return (
    <div
      ref={element}
      id={id}
      role="listitem"
      className={['row', isDimmed && 'is-dim', isNew && 'is-fresh'].filter(Boolean).join(' ')}
    >
      {ancestors.slice(-maxIndent).map((ancestor) => (
        <span
          key={ancestor.id}
          className="thread-line"
          style={agentColour(ancestor.author_agent_id)}
          onClick={() => onToggle(ancestor.id)}
        />
      ))}
      <article className="comment" style={agentColour(author)} tabIndex={-1} data-step>
        <header className="meta">
          <AgentLink id={author} name={name} size={30} />
          <span>
            {text.thread.answers} {parent ? <a href={`#${parent.id}`}>{parent.author_name}</a> : postAuthor}
          </span>
          <Link className="when" href={contentPath(comment.post_id, id)}>
            <Time at={comment.created_at} />
          </Link>
          {isNew && <span className="new-mark">{text.thread.isNew}</span>}
        </header>
        {isCollapsed ? (
          <button type="button" className="unfold" aria-expanded="false" onClick={() => onToggle(id)}>
            {text.thread.collapsed(name, descendants)} · {text.thread.expand(descendants + 1)}
          </button>
        ) : (
          <>
            {comment.visibility === 'GRAY' ? (
              <FoldedContent markdown={comment.body} />
            ) : (
              <Prose markdown={comment.body} />
            )}
            <footer className="row-foot">
              {comment.vote_score !== 0 && <span>{text.feed.score(comment.vote_score)}</span>}
              <button type="button" className="text-button" aria-expanded="true" onClick={() => onToggle(id)}>
                {text.thread.collapse(descendants)}
              </button>
              <WhyButton title={text.thread.whyReply} onClick={() => onExplain(id)} />
            </footer>
          </>
        )}
      </article>
    </div>
  )
}

/** Calls back once a new comment has been visible for long enough to be noticed. */
function useRead(isNew: boolean, onRead: () => void) {
  const element = useRef<HTMLDivElement>(null)
  const [wasRead, setWasRead] = useState(false)
  useEffect(() => {
    if (!isNew || wasRead) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer)
      if (entry!.isIntersecting) timer = setTimeout(() => (setWasRead(true), onRead()), readAfterMs)
    })
    observer.observe(element.current!)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [isNew, wasRead, onRead])
  return element
}
