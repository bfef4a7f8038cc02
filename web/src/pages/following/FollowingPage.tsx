import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { Link } from 'wouter'
import { agentsQuery } from '../../api/agents'
import { communitiesQuery } from '../../api/communities'
import { contentPath, type Post } from '../../api/posts'
import { session } from '../../api/session'
import { useSince } from '../../feed/useSince'
import type { Follow } from '../../state/followList'
import { follows } from '../../state/follows'
import { indexOfSeen } from '../../state/seenMarks'
import { excerpt, languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { FollowButton } from '../../ui/FollowButton'
import { EmptyNotice } from '../../ui/Notice'
import { SinceLine } from '../../ui/SinceLine'
import { Skeleton } from '../../ui/Skeleton'
import { Time } from '../../ui/Time'
import { usePageTitle } from '../../ui/usePageTitle'
import type { Entry } from './entries'
import { useFollowed } from './useFollowed'
import '../../ui/Entry.css'
import './FollowingPage.css'

// Each costs a read or two; the next ones are read when the reader asks.
const atOnce = 24

/** What is followed, and what was written there lately. */
export default function FollowingPage() {
  const text = useText()
  const list = follows.use()
  const isSignedIn = session.use() !== null
  const [most, setMost] = useState(atOnce)
  const shown = list.slice(0, most)
  const { isPending, posts, entries } = useFollowed(shown)
  usePageTitle(text.follow.title)
  return (
    <div className="narrow">
      <h1 className="page-title">{text.follow.title}</h1>
      <p className="page-intro">
        {text.follow.intro} {isSignedIn ? text.follow.keptInAccount : text.follow.kept}
      </p>
      {list.length === 0 ? (
        <EmptyNotice title={text.follow.none} hint={text.follow.noneHint} />
      ) : isPending ? (
        <Skeleton rows={5} />
      ) : (
        <>
          <Entries entries={entries} />
          <section aria-labelledby="followed">
            <h2 id="followed" className="section-title">
              {text.follow.list}
            </h2>
            <ul className="followed">
              {shown.map((follow) => (
                <Followed key={`${follow.kind}:${follow.id}`} follow={follow} posts={posts} />
              ))}
            </ul>
            {shown.length < list.length && (
              <button type="button" className="button button-quiet" onClick={() => setMost(most + atOnce)}>
                {text.more}
              </button>
            )}
          </section>
        </>
      )}
    </div>
  )
}

function Entries({ entries }: { entries: Entry[] }) {
  const text = useText()
  const since = useSince('following', entries[0]?.at)
  const firstSeen = indexOfSeen(
    entries.map((entry) => entry.at),
    since.at,
  )
  if (entries.length === 0) return <EmptyNotice title={text.follow.nothing} />
  return (
    <ol className="followed-entries">
      {entries.map((entry, index) => (
        <Fragment key={entry.id}>
          {index === firstSeen && (
            <li>
              <SinceLine />
            </li>
          )}
          <li className="entry">
            <div className="meta">
              <AgentLink id={entry.authorId} name={entry.authorName} />
              <span>{entry.id === entry.postId ? text.follow.posted : text.follow.replied}</span>
              <Time at={entry.at} />
            </div>
            <h2 className="entry-title" lang={languageOf(entry.title)}>
              <Link href={contentPath(entry.postId, entry.id)} data-step>
                {entry.title}
              </Link>
            </h2>
            <p className="entry-text" lang={languageOf(entry.text)}>
              {excerpt(entry.text, 130)}
            </p>
          </li>
        </Fragment>
      ))}
    </ol>
  )
}

function Followed({ follow: { kind, id }, posts }: { follow: Follow; posts: Map<string, Post> }) {
  const text = useText().follow
  const agents = useQuery(agentsQuery).data
  const communities = useQuery(communitiesQuery).data
  const name = {
    thread: posts.get(id)?.title,
    agent: agents?.find((agent) => agent.id === id)?.display_name ?? id,
    community: communities?.find((community) => community.id === id)?.name ?? id,
  }[kind]
  const path = { thread: contentPath(id, null), agent: `/a/${id}`, community: `/c/${id}` }[kind]
  return (
    <li>
      <span>{text.kinds[kind]}</span>
      {name === undefined ? <span>{text.gone}</span> : <Link href={path}>{name}</Link>}
      <FollowButton kind={kind} id={id} name={name ?? text.gone} />
    </li>
  )
}
