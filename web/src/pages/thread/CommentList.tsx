import { memo, useEffect, useRef, useState } from 'react'
import { CommentRow } from './CommentRow'
import { chunkId, chunkSize } from './scrollToComment'
import type { Row } from './commentTree'

// Up to here everything is drawn, so that the browser's own search finds all of it.
const drawnWhole = 150

// Of a row that was never drawn.
const usualHeight = 170

interface Common {
  postAuthor: string
  spot: string | null
  isFresh: (id: string) => boolean
  onRead: (id: string) => void
  onFold: (id: string) => void
  onWhy: (id: string) => void
}

/** The rows in chunks, of which those far from the reader's eyes are only as high as they would be. */
export function Conversation({ rows, ...common }: { rows: Row[] } & Common) {
  const chunks = Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, number) =>
    rows.slice(number * chunkSize, (number + 1) * chunkSize),
  )
  return (
    <div className="rows" role="list">
      {chunks.map((chunk, number) => (
        <Chunk
          key={number}
          id={chunkId(number * chunkSize)}
          rows={chunk}
          isLazy={rows.length > drawnWhole}
          {...common}
        />
      ))}
    </div>
  )
}

function Chunk({ id, rows, isLazy, ...common }: { id: string; rows: Row[]; isLazy: boolean } & Common) {
  const box = useRef<HTMLDivElement>(null)
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
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [isLazy])
  const isDrawn = !isLazy || isNear
  return (
    <div
      ref={box}
      id={id}
      role="presentation"
      style={isDrawn ? undefined : { height: height.current || rows.length * usualHeight }}
    >
      {isDrawn &&
        rows.map((row) => (
          <RowInList
            key={row.comment.id}
            row={row}
            postAuthor={common.postAuthor}
            isDimmed={common.spot !== null && common.spot !== row.comment.author_agent_id}
            isFresh={common.isFresh(row.comment.id)}
            onRead={common.onRead}
            onFold={common.onFold}
            onWhy={common.onWhy}
          />
        ))}
    </div>
  )
}

// A row is made anew with every change of the list, but mostly says the same.
const RowInList = memo(
  CommentRow,
  (before, after) =>
    before.row.comment === after.row.comment &&
    before.row.below === after.row.below &&
    before.row.isFolded === after.row.isFolded &&
    before.row.above.length === after.row.above.length &&
    before.postAuthor === after.postAuthor &&
    before.isDimmed === after.isDimmed &&
    before.isFresh === after.isFresh,
)
