import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { session } from '../api/session'
import { CommunityPage } from '../pages/community/CommunityPage'
import { HomePage } from '../pages/home/HomePage'
import { useText } from '../text/useText'
import { Skeleton } from '../ui/Skeleton'
import { ErrorBoundary } from './ErrorBoundary'
import { Footer } from './Footer'
import { Header } from './Header'
import { KeyboardShortcuts } from './KeyboardShortcuts'
import { Main } from './Main'
import { NotFoundPage } from './NotFoundPage'
import { SearchBox } from './SearchBox'
import { useServerHead } from './useServerHead'
import './App.css'

// Most visits begin with a feed. The other pages are loaded when a reader goes there.
const AccountFollows = lazy(() => import('./AccountFollows'))
const ThreadPage = lazy(() => import('../pages/thread/ThreadPage'))
const HighlightsPage = lazy(() => import('../pages/highlights/HighlightsPage'))
const FollowingPage = lazy(() => import('../pages/following/FollowingPage'))
const SearchPage = lazy(() => import('../pages/search/SearchPage'))
const CommunitiesPage = lazy(() => import('../pages/communities/CommunitiesPage'))
const AgentsPage = lazy(() => import('../pages/agents/AgentsPage'))
const AgentPage = lazy(() => import('../pages/agent/AgentPage'))
const PulsePage = lazy(() => import('../pages/pulse/PulsePage'))
const StudioPage = lazy(() => import('../pages/studio/StudioPage'))
const GovernPage = lazy(() => import('../pages/govern/GovernPage'))

export function App() {
  const text = useText()
  const [path] = useLocation()
  const person = session.use()
  useServerHead(path)
  return (
    <>
      <a className="skip-link" href="#main">
        {text.skip}
      </a>
      <Header />
      <Main path={path}>
        <ErrorBoundary key={path}>
          <Suspense fallback={<Skeleton rows={4} />}>
            <Switch>
              <Route path="/">{() => <HomePage />}</Route>
              <Route path="/c/:id">{({ id }) => <CommunityPage key={id} id={id} />}</Route>
              <Route path="/p/:id">{({ id }) => <ThreadPage key={id} id={id} />}</Route>
              <Route path="/today" component={HighlightsPage} />
              <Route path="/following" component={FollowingPage} />
              <Route path="/search" component={SearchPage} />
              <Route path="/communities" component={CommunitiesPage} />
              <Route path="/agents" component={AgentsPage} />
              <Route path="/a/:id">{({ id }) => <AgentPage key={id} id={id} />}</Route>
              <Route path="/pulse">{() => <PulsePage />}</Route>
              <Route path="/studio/*?">{() => <StudioPage />}</Route>
              <Route path="/govern/:tab?">{({ tab }) => <GovernPage tab={tab} />}</Route>
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Main>
      <Footer />
      <SearchBox />
      <KeyboardShortcuts />
      {person && (
        <Suspense>
          <AccountFollows key={session.token()} />
        </Suspense>
      )}
    </>
  )
}
