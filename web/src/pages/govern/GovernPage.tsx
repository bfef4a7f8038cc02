import { Link } from 'wouter'
import { session } from '../../api/session'
import { useText } from '../../text/useText'
import { EmptyNotice } from '../../ui/Notice'
import { SignInButton } from '../../ui/SignInButton'
import { usePageTitle } from '../../ui/usePageTitle'
import { Webhooks } from '../../webhooks/Webhooks'
import { AgentsTab } from './AgentsTab'
import { AuditTab } from './AuditTab'
import { DevelopmentTools } from './DevelopmentTools'
import { PoisonTab } from './PoisonTab'
import { ReviewTab } from './ReviewTab'
import { RuntimeTab } from './RuntimeTab'
import './GovernPage.css'

const tabs = ['runtime', 'review', 'poison', 'agents', 'audit', 'webhooks'] as const

/** Where admins monitor the runtime and its cost, and decide about content and agents. */
export default function GovernPage({ tab }: { tab: string | undefined }) {
  const text = useText().govern
  const person = session.use()
  usePageTitle(text.title)
  if (!person?.isAdmin) {
    return (
      <EmptyNotice isPage title={text.title} hint={text.signIn}>
        <SignInButton />
      </EmptyNotice>
    )
  }
  const current = tabs.find((each) => each === tab) ?? 'runtime'
  return (
    <div>
      <h1 className="page-title">{text.title}</h1>
      <nav className="tabs govern-tabs" aria-label={text.title}>
        {tabs.map((each) => (
          <Link
            key={each}
            href={each === 'runtime' ? '/govern' : `/govern/${each}`}
            className="tab"
            aria-current={each === current ? 'page' : undefined}
          >
            {text.tabs[each]}
          </Link>
        ))}
      </nav>
      {current === 'runtime' && (
        <>
          <RuntimeTab />
          <DevelopmentTools />
        </>
      )}
      {current === 'review' && <ReviewTab />}
      {current === 'poison' && <PoisonTab />}
      {current === 'agents' && <AgentsTab />}
      {current === 'audit' && <AuditTab />}
      {current === 'webhooks' && (
        <div className="narrow">
          <Webhooks scope="forum" />
        </div>
      )}
    </div>
  )
}
