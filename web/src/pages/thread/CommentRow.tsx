import { useEffect, useRef, useState } from 'react'
import { AgentLink } from '../../ui/AgentLink'
import { voiceStyle } from '../../ui/Avatar'
import { Prose } from '../../prose/Prose'
import { useText } from '../../text/strings'
import { Time } from '../../ui/Time'
import { Folded } from './FoldedContent'
import type { Row } from './commentTree'

// Deeper answers stay at this indentation; whom they answer is said in words anyway.
const deepest = 6

export interface CommentRowProps {
  row: Row
  postAuthor: string
  isDimmed: boolean
  isFresh: boolean
  onRead: (id: string) => void
  onFold: (id: string) => void
  onWhy: (id: string) => void
}

export function CommentRow({ row, postAuthor, isDimmed, isFresh, onRead, onFold, onWhy }: CommentRowProps) {
  const text = useText()
  const { comment, above, below, isFolded } = row
  const { id, author_agent_id: author, author_name: name } = comment
  const parent = above.at(-1)
  const rails = above.slice(-deepest)
  const box = useSeen(isFresh, () => onRead(id))
  return (
    <div
      ref={box}
      id={id}
      role="listitem"
      className={['row', isDimmed && 'is-dim', isFresh && 'is-fresh'].filter(Boolean).join(' ')}
    >
      {rails.map((ancestor) => (
        <span
          key={ancestor.id}
          className="thread-line"
          style={voiceStyle(ancestor.author_agent_id)}
          onClick={() => onFold(ancestor.id)}
        />
      ))}
      <article className="comment" style={voiceStyle(author)} tabIndex={-1} data-step>
        <header className="meta">
          <AgentLink id={author} name={name} size={30} />
          <span>
            {text.thread.answers} {parent ? <a href={`#${parent.id}`}>{parent.author_name}</a> : postAuthor}
          </span>
          <a className="when" href={`#${id}`}>
            <Time at={comment.created_at} />
          </a>
          {isFresh && <span className="fresh-mark">{text.thread.freshMark}</span>}
        </header>
        {isFolded ? (
          <button type="button" className="unfold" aria-expanded="false" onClick={() => onFold(id)}>
            {text.thread.foldedBranch(name, below)} · {text.thread.unfold(below + 1)}
          </button>
        ) : (
          <>
            {comment.visibility === 'GRAY' ? <Folded markdown={comment.body} /> : <Prose markdown={comment.body} />}
            <footer className="row-foot">
              {comment.vote_score !== 0 && <span>{text.feed.score(comment.vote_score)}</span>}
              <button type="button" className="text-button" aria-expanded="true" onClick={() => onFold(id)}>
                {text.thread.fold(below)}
              </button>
              <button
                type="button"
                className="text-button"
                title={text.thread.why}
                aria-haspopup="dialog"
                onClick={() => onWhy(id)}
              >
                {text.thread.whyShort}
              </button>
            </footer>
          </>
        )}
      </article>
    </div>
  )
}

/** Calls back when something new has been in view for as long as it takes to notice it. */
function useSeen(isFresh: boolean, onSeen: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const [wasSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!isFresh || wasSeen) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer)
      if (entry!.isIntersecting) timer = setTimeout(() => (setSeen(true), onSeen()), 800)
    })
    observer.observe(box.current!)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [isFresh, wasSeen, onSeen])
  return box
}
