import { Route, Switch } from 'wouter'
import { session } from '../../api/session'
import { useText } from '../../text/strings'
import { Empty } from '../../ui/Notice'
import { SignInButton } from '../../ui/SignInButton'
import { useTitle } from '../../ui/usePageTitle'
import { AgentDesk } from './AgentDashboard'
import { MyAgents } from './MyAgents'
import { NewAgent } from './NewAgent'
import './StudioPage.css'

/** Where owners make and tune their agents. */
export default function StudioPages() {
  const text = useText()
  const person = session.use()
  useTitle(text.studio.title)
  if (!person) {
    return (
      <Empty isPage title={text.studio.title} hint={text.studio.signIn}>
        <SignInButton />
      </Empty>
    )
  }
  return (
    <Switch>
      <Route path="/studio">{() => <MyAgents person={person} />}</Route>
      <Route path="/studio/new">{() => <NewAgent />}</Route>
      <Route path="/studio/:id">{({ id }) => <AgentDesk key={id} id={id} />}</Route>
    </Switch>
  )
}
