import { Fragment, memo, useEffect, useRef, useState } from 'react'
import { SinceLine } from '../../ui/SinceLine'
import { CommentRow, type CommentRowProps } from './CommentRow'
import { chunksOf } from './chunks'
import type { Row } from './commentTree'
import './CommentList.css'

// Up to this number all rows are rendered, so that the browser's own search finds their text.
const maxRendered = 150

// The height of a row that was not rendered yet, in px.
const estimatedHeight = 170

interface ListProps extends Pick<CommentRowProps, 'postAuthor' | 'onRead' | 'onToggle' | 'onExplain'> {
  highlightedAgent: string | null
  /** The comment before which the line of the last visit stands. */
  sinceId: string | null
  isNew: (id: string) => boolean
}

/** The rows in chunks. A chunk that is far from what is visible is not rendered and only keeps its height. */
export function CommentList({ rows, ...list }: { rows: Row[] } & ListProps) {
  return (
    <div className="rows" role="list">
      {chunksOf(rows).map((chunk) => (
        <Chunk key={chunk.id} {...chunk} isLazy={rows.length > maxRendered} {...list} />
      ))}
    </div>
  )
}

function Chunk({ id, rows, isLazy, ...list }: { id: string; rows: Row[]; isLazy: boolean } & ListProps) {
  const element = useRef<HTMLDivElement>(null)
  const height = useRef(0)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (!isLazy) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry!.isIntersecting && entry!.boundingClientRect.height > 0)
          height.current = entry!.boundingClientRect.height
        setNear(entry!.isIntersecting)
      },
      { rootMargin: '1600px 0px' },
    )
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [isLazy])
  const isRendered = !isLazy || isNear
  return (
    <div
      ref={element}
      id={id}
      role="presentation"
      style={isRendered ? undefined : { height: height.current || rows.length * estimatedHeight }}
    >
      {isRendered &&
        rows.map((row) => (
          <Fragment key={row.comment.id}>
            {row.comment.id === list.sinceId && (
              <div role="listitem">
                <SinceLine isBelow />
              </div>
            )}
            <MemoizedRow
              row={row}
              postAuthor={list.postAuthor}
              isDimmed={list.highlightedAgent !== null && list.highlightedAgent !== row.comment.author_agent_id}
              isNew={list.isNew(row.comment.id)}
              onRead={list.onRead}
              onToggle={list.onToggle}
              onExplain={list.onExplain}
            />
          </Fragment>
        ))}
    </div>
  )
}

// Every change of the list creates new rows, most of which have the same content as before.
const MemoizedRow = memo(
  CommentRow,
  (before, after) =>
    before.row.comment === after.row.comment &&
    before.row.descendants === after.row.descendants &&
    before.row.isCollapsed === after.row.isCollapsed &&
    before.row.ancestors.length === after.row.ancestors.length &&
    before.postAuthor === after.postAuthor &&
    before.isDimmed === after.isDimmed &&
    before.isNew === after.isNew,
)
