import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useLocationProperty } from 'wouter/use-browser-location'
import { commentInAddress } from '../../api/posts'
import { useText } from '../../text/useText'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useFeedLink } from '../../ui/useFeedLink'
import { useNearEnd } from '../../ui/useNearEnd'
import { usePageTitle } from '../../ui/usePageTitle'
import { CommentList } from './CommentList'
import { collapsibleOf, expandedTo, participantsOf, rowsOf, toggled } from './commentTree'
import { Participants } from './Participants'
import { PostArticle } from './PostArticle'
import { scrollToComment } from './scrollToComment'
import { useSinceLine } from './useSinceLine'
import { useThread } from './useThread'
import '../../ui/NewButton.css'
import './ThreadPage.css'

const ContentExplanation = lazy(() => import('../../explanation/ContentExplanation'))

const newest = 'newest'

export default function ThreadPage({ id }: { id: string }) {
  const text = useText()
  const { post, pages, comments, isComplete, isCurrent, seenUpTo, newComments } = useThread(id)
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [highlightedAgent, setHighlightedAgent] = useState<string | null>(null)
  const [explained, openExplanation] = useState<string | null>(null)
  // A comment to scroll to as soon as it is loaded: its id, or `newest`.
  const [destination, setDestination] = useState<string | null>(commentInAddress)
  const rows = useMemo(() => rowsOf(comments, collapsed), [comments, collapsed])
  const sinceId = useSinceLine(rows, seenUpTo, isCurrent, isComplete)
  const participants = useMemo(() => participantsOf(comments), [comments])
  const canLoadMore = pages.hasNextPage && !pages.isFetchingNextPage && !pages.isFetchNextPageError
  const end = useNearEnd<HTMLDivElement>(canLoadMore, () => void pages.fetchNextPage())
  usePageTitle(post.data?.title)
  useFeedLink(post.data && `/p/${id}`)

  // A link to another comment of this thread, or the way back from it.
  const address = useLocationProperty(() => location.search + location.hash)
  useEffect(() => setDestination(commentInAddress()), [address])

  const toggle = useCallback((id: string) => setCollapsed((before) => toggled(before, id)), [])
  const isCollapsed = comments.length > 0 && collapsed.size > 0

  const targetId = destination === newest ? (isComplete ? comments.at(-1)?.id : undefined) : destination
  const isTargetLoaded = targetId != null && comments.some((comment) => comment.id === targetId)
  useEffect(() => {
    if (destination === null) return
    if (isTargetLoaded) {
      const expanded = expandedTo(targetId, collapsed, comments)
      setCollapsed((before) => expandedTo(targetId, before, comments))
      void scrollToComment(targetId, rowsOf(comments, expanded)).then(() => setDestination(null))
    } else if (canLoadMore) void pages.fetchNextPage()
    else if (isComplete) setDestination(null)
  })

  if (post.isError && !post.data) return <ErrorNotice isPage error={post.error} onRetry={() => void post.refetch()} />
  // The post and its comments appear together: the later one would move the other.
  if (!post.data || pages.isPending) return <Skeleton rows={4} />
  const { unread } = newComments
  return (
    <div className="columns thread">
      <div>
        <PostArticle post={post.data} onExplain={openExplanation} />
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
                  onClick={() => setCollapsed(new Set(isCollapsed ? [] : collapsibleOf(rows)))}
                >
                  {isCollapsed ? text.thread.expandAll : text.thread.collapseAll}
                </button>
                <button
                  type="button"
                  className="text-button"
                  data-new={unread.length === 0 ? '' : undefined}
                  disabled={destination === newest}
                  onClick={() => setDestination(newest)}
                >
                  {destination === newest && !isComplete ? text.thread.loadingAll(comments.length) : text.thread.newest}
                </button>
              </p>
            )}
          </div>
          {pages.isError && comments.length === 0 && (
            <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
          )}
          {isComplete && comments.length === 0 && <EmptyNotice title={text.thread.none} hint={text.thread.noneHint} />}
          <CommentList
            rows={rows}
            sinceId={sinceId}
            postAuthor={post.data.author_name}
            highlightedAgent={highlightedAgent}
            isNew={newComments.isNew}
            onRead={newComments.markRead}
            onToggle={toggle}
            onExplain={openExplanation}
          />
          <div ref={end} className="list-end">
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
      <aside className="rail rail-late" aria-label={text.agents.label}>
        <Participants participants={participants} highlighted={highlightedAgent} onHighlight={setHighlightedAgent} />
      </aside>
      <div className="new-replies" aria-live="polite">
        {unread.length > 0 && (
          <button type="button" className="new-button" data-new onClick={() => setDestination(unread[0]!)}>
            <i aria-hidden="true" />
            {text.thread.newReplies(unread.length)}
          </button>
        )}
      </div>
      {explained && (
        <Suspense>
          <ContentExplanation
            contentId={explained}
            title={explained === id ? text.explanation.ofPost : text.explanation.ofReply}
            onClose={() => openExplanation(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
