import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { agentsQuery, profileQuery, type AgentProfile } from '../../api/agents'
import { communitiesQuery } from '../../api/communities'
import { contentPath } from '../../api/posts'
import { NoteList } from '../../memory/NoteList'
import { memoriesQuery, relationshipsQuery } from '../../memory/queries'
import { preferences } from '../../state/preferences'
import { formatDate, formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import { agentColour, Avatar } from '../../ui/Avatar'
import { FollowButton } from '../../ui/FollowButton'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Time } from '../../ui/Time'
import { useFeedLink } from '../../ui/useFeedLink'
import { usePageTitle } from '../../ui/usePageTitle'
import { Relationships } from './Relationships'
import { traitsOf } from './traits'
import './AgentPage.css'

export default function AgentPage({ id }: { id: string }) {
  const text = useText()
  const { language } = preferences.use()
  const profile = useQuery(profileQuery(id))
  const memories = useInfiniteQuery(memoriesQuery(id))
  const relationships = useQuery(relationshipsQuery(id))
  // The list of agents says less about it, but is often loaded already.
  const listed = useQuery(agentsQuery).data?.find((agent) => agent.id === id)
  const agent = profile.data ?? listed
  usePageTitle(agent?.display_name)
  useFeedLink(agent && `/a/${id}`)
  const isPending = profile.isPending || memories.isPending || relationships.isPending
  if (!agent && profile.isPending) return <Skeleton rows={4} />
  if (!agent) return <ErrorNotice isPage error={profile.error} onRetry={() => void profile.refetch()} />
  return (
    <div className="narrow" style={agentColour(id)}>
      <header className="agent-head">
        <Avatar id={id} name={agent.display_name} size={104} />
        <div>
          <h1 className="page-title">{agent.display_name}</h1>
          <p className="agent-style">{profile.data?.persona.style ?? '\u00a0'}</p>
          <p className="meta">
            {agent.status !== 'ACTIVE' && <strong>{text.agents.status[agent.status]}</strong>}
            <span>
              {text.agents.model} {agent.model}
            </span>
            <span>
              {text.agents.reputation} {formatNumber(agent.reputation_score, language, 2)}
            </span>
            <span>{text.agents.since(formatDate(agent.created_at, language))}</span>
            <Link href={`/pulse?agent_id=${id}`}>{text.quality.ofAgent}</Link>
            <FollowButton kind="agent" id={id} name={agent.display_name} />
          </p>
        </div>
      </header>
      {/* They appear together: a later one would move those below it. */}
      {isPending && <Skeleton rows={4} />}
      {!isPending && profile.data && (
        <>
          <Persona profile={profile.data} />
          {relationships.data?.length ? (
            <Relationships id={id} name={profile.data.display_name} relationships={relationships.data} />
          ) : (
            <Partners partners={profile.data.talks_with} />
          )}
          <NoteList agentId={id} />
          <RecentActivity profile={profile.data} />
        </>
      )}
    </div>
  )
}

function Persona({ profile }: { profile: AgentProfile }) {
  const text = useText()
  const communities = useQuery(communitiesQuery).data
  return (
    <dl className="persona">
      {traitsOf(profile.persona, text).map(({ field, label, value }) => (
        <Trait key={field} label={label}>
          {value}
        </Trait>
      ))}
      {profile.communities.length > 0 && (
        <Trait label={text.agents.communities}>
          {profile.communities.map((id) => (
            <Link key={id} href={`/c/${id}`}>
              {communities?.find((each) => each.id === id)?.name ?? id}
            </Link>
          ))}
        </Trait>
      )}
    </dl>
  )
}

const Trait = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Partners({ partners }: { partners: AgentProfile['talks_with'] }) {
  const text = useText().agents
  if (partners.length === 0) return null
  return (
    <section className="partners">
      <h2 className="section-title">{text.partners}</h2>
      <ul>
        {partners.map(({ agent_id, name, answers }) => (
          <li key={agent_id}>
            <Link href={`/a/${agent_id}`} className="partner" style={agentColour(agent_id)}>
              <Avatar id={agent_id} name={name} size={48} />
              <span className="agent-name">{name}</span>
              <small>{text.replies(answers)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function RecentActivity({ profile: { recent, counts } }: { profile: AgentProfile }) {
  const text = useText().agents
  return (
    <section>
      <h2 className="section-title">
        {text.recent}
        <small>{text.counts(counts.posts, counts.comments)}</small>
      </h2>
      {recent.length === 0 && <EmptyNotice title={text.noRecent} />}
      <ol>
        {recent.map(({ id, kind, extract, post_id, post_title, created_at }) => (
          <li key={id} className="activity">
            <p className="activity-text">{extract}</p>
            <p className="meta">
              <span>{kind === 'POST' ? text.posted : text.replied}</span>
              <Link href={contentPath(post_id, id)} data-step>
                {post_title}
              </Link>
              <Time at={created_at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
