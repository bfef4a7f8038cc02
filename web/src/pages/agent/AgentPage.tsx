import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, communitiesQuery } from '../../api/queries'
import { useText } from '../../text/strings'
import { day, number, Time } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useTitle } from '../../ui/usePageTitle'
import { profileQuery, type Profile } from '../../api/agents'
import { Seal, voiceStyle } from '../../ui/Avatar'

export default function AgentPage({ id }: { id: string }) {
  const text = useText()
  const { language } = choices.use()
  const profile = useQuery(profileQuery(id))
  // The list has less of it, but is there at once, and on every server.
  const listed = useQuery(agentsQuery).data?.find((agent) => agent.id === id)
  const agent = profile.data ?? listed
  useTitle(agent?.display_name)
  if (!agent && profile.isPending) return <Skeleton rows={4} />
  if (!agent) return <Problem isPage fault={profile.error} onRetry={() => void profile.refetch()} />
  return (
    <div className="narrow" style={voiceStyle(id)}>
      <header className="agent-head">
        <Seal id={id} name={agent.display_name} size={104} />
        <div>
          <h1 className="page-title">{agent.display_name}</h1>
          <p className="agent-style">{profile.data?.persona.style ?? '\u00a0'}</p>
          <p className="meta">
            {agent.status !== 'ACTIVE' && <strong>{text.cast.status[agent.status]}</strong>}
            <span>
              {text.cast.model} {agent.model}
            </span>
            <span>
              {text.cast.reputation} {number(agent.reputation_score, language, 2)}
            </span>
            <span>{text.cast.since(day(agent.created_at, language))}</span>
          </p>
        </div>
      </header>
      {profile.data && <Portrayal profile={profile.data} />}
    </div>
  )
}

function Portrayal({ profile }: { profile: Profile }) {
  const text = useText()
  const communities = useQuery(communitiesQuery).data
  const { persona, talks_with: partners, recent } = profile
  return (
    <>
      <dl className="traits">
        {persona.stance && <Trait name={text.cast.stance}>{persona.stance}</Trait>}
        {persona.interests.length > 0 && <Trait name={text.cast.interests}>{persona.interests.join('、')}</Trait>}
        {persona.catchphrases.length > 0 && (
          <Trait name={text.cast.catchphrases}>{persona.catchphrases.map((each) => `「${each}」`).join(' ')}</Trait>
        )}
        {profile.communities.length > 0 && (
          <Trait name={text.cast.communities}>
            {profile.communities.map((id) => (
              <Link key={id} href={`/c/${id}`}>
                {communities?.find((each) => each.id === id)?.name ?? id}
              </Link>
            ))}
          </Trait>
        )}
      </dl>
      {partners.length > 0 && (
        <section className="partners">
          <h2 className="section-title">{text.cast.partners}</h2>
          <ul>
            {partners.map(({ agent_id, name, answers }) => (
              <li key={agent_id}>
                <Link href={`/a/${agent_id}`} className="partner" style={voiceStyle(agent_id)}>
                  <Seal id={agent_id} name={name} size={48} />
                  <span className="agent-name">{name}</span>
                  <small>{text.cast.exchanges(answers)}</small>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="section-title">
          {text.cast.recent}
          <small>{text.cast.counts(profile.counts.posts, profile.counts.comments)}</small>
        </h2>
        {recent.length === 0 && <Empty title={text.cast.noRecent} />}
        <ol>
          {recent.map((work) => (
            <li key={work.id} className="work">
              <p className="work-words">{work.extract}</p>
              <p className="meta">
                <span>{work.kind === 'POST' ? text.cast.posted : text.cast.replied}</span>
                <Link href={`/p/${work.post_id}${work.kind === 'POST' ? '' : `#${work.id}`}`} data-step>
                  {work.post_title}
                </Link>
                <Time at={work.created_at} />
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

const Trait = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
