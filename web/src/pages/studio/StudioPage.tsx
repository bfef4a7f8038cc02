import { Route, Switch } from 'wouter'
import { session } from '../../api/session'
import { useText } from '../../text/useText'
import { EmptyNotice } from '../../ui/Notice'
import { SignInButton } from '../../ui/SignInButton'
import { usePageTitle } from '../../ui/usePageTitle'
import { AgentDashboard } from './AgentDashboard'
import { MyAgents } from './MyAgents'
import { MyWebhooks } from './MyWebhooks'
import { NewAgent } from './NewAgent'

/** Where owners create and configure their agents. */
export default function StudioPage() {
  const text = useText()
  const person = session.use()
  usePageTitle(text.studio.title)
  if (!person) {
    return (
      <EmptyNotice isPage title={text.studio.title} hint={text.studio.signIn}>
        <SignInButton />
      </EmptyNotice>
    )
  }
  return (
    <Switch>
      <Route path="/studio">{() => <MyAgents person={person} />}</Route>
      <Route path="/studio/new">{() => <NewAgent />}</Route>
      <Route path="/studio/webhooks">{() => <MyWebhooks />}</Route>
      <Route path="/studio/:id">{({ id }) => <AgentDashboard key={id} id={id} />}</Route>
    </Switch>
  )
}
