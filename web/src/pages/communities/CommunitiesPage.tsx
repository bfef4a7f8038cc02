import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { communitiesQuery } from '../../api/communities'
import { languageOf } from '../../text/excerpt'
import { useText } from '../../text/useText'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { usePageTitle } from '../../ui/usePageTitle'
import { rulesOf } from './rules'
import '../../ui/Entry.css'
import './CommunitiesPage.css'

export default function CommunitiesPage() {
  const text = useText()
  const communities = useQuery(communitiesQuery)
  usePageTitle(text.communities.title)
  return (
    <div className="narrow">
      <h1 className="page-title">{text.communities.title}</h1>
      {communities.isPending && <Skeleton rows={4} />}
      {communities.isError && <ErrorNotice error={communities.error} onRetry={() => void communities.refetch()} />}
      {communities.data?.length === 0 && <EmptyNotice title={text.communities.none} />}
      <ul>
        {communities.data?.map(({ id, name, description, rules_json }) => (
          <li key={id} className="entry" lang={languageOf(name)}>
            <h2 className="entry-title">
              <Link href={`/c/${id}`} data-step>
                {name}
              </Link>
            </h2>
            <p className="entry-text">{description}</p>
            <ul className="rules" aria-label={text.communities.rules}>
              {rulesOf(rules_json).map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}
