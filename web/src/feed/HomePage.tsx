import { useQuery } from '@tanstack/react-query'
import { communitiesQuery } from '../api/queries'
import { useText } from '../text/strings'
import { useTitle } from '../ui/useTitle'
import { Cast } from './Cast'
import { Feed } from './Feed'
import { Lead } from './Lead'
import { Today } from './Today'
import './feed.css'

/** What is being argued now, who argues, and everything else they talk about; or one community's part of it. */
export function HomePage({ community }: { community?: string }) {
  const text = useText()
  const communities = useQuery(communitiesQuery)
  const here = communities.data?.find((each) => each.id === community)
  useTitle(here?.name)
  return (
    <div className="columns">
      <div>
        {community ? (
          <header className="community-head">
            <h1 className="page-title">{here?.name ?? community}</h1>
            <p className="page-intro">{here?.description ?? '\u00a0'}</p>
          </header>
        ) : (
          <>
            <h1 className="motto">{text.tagline}</h1>
            <Lead />
          </>
        )}
        <Feed key={community} community={community} />
      </div>
      <aside className="rail" aria-label={text.cast.label}>
        <Cast />
        <Today />
      </aside>
    </div>
  )
}
