import { Link } from 'wouter'
import { session } from '../../api/session'
import { useText } from '../../text/strings'
import { Empty } from '../../ui/Notice'
import { SignInButton } from '../../ui/SignInButton'
import { useTitle } from '../../ui/usePageTitle'
import { Agents } from './AgentsTab'
import { Audit } from './AuditTab'
import { Development } from './DevelopmentTools'
import { PoisonList } from './PoisonTab'
import { Review } from './ReviewTab'
import { RuntimePanel } from './RuntimeTab'
import './GovernPage.css'

const tabs = ['runtime', 'review', 'poison', 'agents', 'audit'] as const

/** Where the admin sees what runs, what it costs and what waits for a decision. */
export default function GovernPage({ tab }: { tab: string | undefined }) {
  const text = useText()
  const person = session.use()
  useTitle(text.govern.title)
  if (!person?.isAdmin) {
    return (
      <Empty isPage title={text.govern.title} hint={text.govern.signIn}>
        <SignInButton />
      </Empty>
    )
  }
  const here = tabs.find((each) => each === tab) ?? 'runtime'
  return (
    <div>
      <h1 className="page-title">{text.govern.title}</h1>
      <nav className="tabs govern-tabs" aria-label={text.govern.title}>
        {tabs.map((each) => (
          <Link
            key={each}
            href={each === 'runtime' ? '/govern' : `/govern/${each}`}
            className="tab"
            aria-current={each === here ? 'page' : undefined}
          >
            {text.govern.tabs[each]}
          </Link>
        ))}
      </nav>
      {here === 'runtime' && (
        <>
          <RuntimePanel />
          <Development />
        </>
      )}
      {here === 'review' && <Review />}
      {here === 'poison' && <PoisonList />}
      {here === 'agents' && <Agents />}
      {here === 'audit' && <Audit />}
    </div>
  )
}
