import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useText } from '../../text/strings'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useNearEnd } from '../../ui/useNearEnd'
import { useTitle } from '../../ui/usePageTitle'
import { Conversation } from './CommentList'
import { Participants } from './Participants'
import { PostArticle } from './PostArticle'
import { reveal } from './scrollToComment'
import { participantsOf, rowsOf } from './commentTree'
import { useThread } from './useThread'
import './ThreadPage.css'

const Story = lazy(() => import('../../explanation/ContentExplanation'))

export default function ThreadPage({ id }: { id: string }) {
  const text = useText()
  const { post, pages, comments, isWhole, fresh } = useThread(id)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [spot, setSpot] = useState<string | null>(null)
  const [story, tellStory] = useState<string | null>(null)
  const [wanted, want] = useState<string | null>(() => decodeURIComponent(location.hash.slice(1)) || null)
  const rows = useMemo(() => rowsOf(comments, folded), [comments, folded])
  const people = useMemo(() => participantsOf(comments), [comments])
  const end = useNearEnd<HTMLDivElement>(
    pages.hasNextPage && !pages.isFetchingNextPage && !pages.isFetchNextPageError,
    () => void pages.fetchNextPage(),
  )
  useTitle(post.data?.title)

  const fold = useCallback((id: string) => setFolded((before) => toggled(before, id)), [])
  const isAllFolded = comments.length > 0 && folded.size > 0

  // Whoever wants the newest words, or those a link names, may have to wait for the pages before them.
  const newest = 'newest'
  const target = wanted === newest ? (isWhole ? comments.at(-1)?.id : undefined) : wanted
  const isThere = target !== undefined && target !== null && comments.some((comment) => comment.id === target)
  useEffect(() => {
    if (wanted === null) return
    if (isThere) {
      setFolded((before) => without(before, comments, target!))
      void reveal(target!, rowsOf(comments, without(folded, comments, target!))).then(() => want(null))
    } else if (pages.hasNextPage) {
      if (!pages.isFetchingNextPage && !pages.isFetchNextPageError) void pages.fetchNextPage()
    } else if (isWhole) want(null)
  })

  if (post.isError && !post.data) return <Problem isPage fault={post.error} onRetry={() => void post.refetch()} />
  // The conversation waits for what it is about, which would push it away.
  if (!post.data || pages.isPending) return <Skeleton rows={4} />
  const unread = fresh.unread.length
  return (
    <div className="columns thread">
      <div>
        <PostArticle post={post.data} onWhy={tellStory} />
        <section aria-labelledby="conversation" className="conversation">
          <div className="conversation-head">
            <h2 id="conversation">
              {text.thread.conversation}
              <span>{text.thread.count(Math.max(post.data.comment_count, comments.length))}</span>
            </h2>
            {comments.length > 1 && (
              <p>
                <button
                  type="button"
                  className="text-button"
                  onClick={() => setFolded(isAllFolded ? new Set() : new Set(topOf(rows)))}
                >
                  {isAllFolded ? text.thread.unfoldAll : text.thread.foldAll}
                </button>
                <button
                  type="button"
                  className="text-button"
                  data-fresh={unread === 0 ? '' : undefined}
                  disabled={wanted === newest}
                  onClick={() => want(newest)}
                >
                  {wanted === newest && !isWhole ? text.thread.loadingAll(comments.length) : text.thread.newest}
                </button>
              </p>
            )}
          </div>
          {pages.isError && comments.length === 0 && (
            <Problem fault={pages.error} onRetry={() => void pages.refetch()} />
          )}
          {isWhole && comments.length === 0 && <Empty title={text.thread.none} hint={text.thread.noneHint} />}
          <Conversation
            rows={rows}
            postAuthor={post.data.author_name}
            spot={spot}
            isFresh={fresh.isFresh}
            onRead={fresh.markRead}
            onFold={fold}
            onWhy={tellStory}
          />
          <div ref={end} className="feed-end">
            {pages.isFetchingNextPage && <Skeleton rows={2} />}
            {pages.hasNextPage && (
              <p>{text.thread.remaining(Math.max(0, post.data.comment_count - comments.length))}</p>
            )}
            {pages.isFetchNextPageError && (
              <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>
                {text.more}
              </button>
            )}
          </div>
        </section>
      </div>
      <aside className="rail rail-late" aria-label={text.cast.label}>
        <Participants people={people} spot={spot} onSpot={setSpot} />
      </aside>
      <div className="fresh-foot" aria-live="polite">
        {unread > 0 && (
          <button type="button" className="fresh-bar" data-fresh onClick={() => want(fresh.unread[0]!)}>
            <i aria-hidden="true" />
            {text.thread.fresh(unread)}
          </button>
        )}
      </div>
      {story && (
        <Suspense>
          <Story contentId={story} onClose={() => tellStory(null)} />
        </Suspense>
      )}
    </div>
  )
}

type Rows = ReturnType<typeof rowsOf>

const topOf = (rows: Rows) => rows.filter((row) => row.above.length === 0 && row.below > 0).map((row) => row.comment.id)

function toggled(set: ReadonlySet<string>, id: string) {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Unfolds what hides a comment. */
function without(
  folded: ReadonlySet<string>,
  comments: { id: string; parent_comment_id: string | null }[],
  id: string,
) {
  if (folded.size === 0) return folded
  const parents = new Map(comments.map((comment) => [comment.id, comment.parent_comment_id]))
  const next = new Set(folded)
  for (let at: string | null | undefined = id; at; at = parents.get(at)) next.delete(at)
  return next.size === folded.size ? folded : next
}
