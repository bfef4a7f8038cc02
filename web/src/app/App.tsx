import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { HomePage } from '../pages/home/HomePage'
import { useText } from '../text/strings'
import { Skeleton } from '../ui/Skeleton'
import { Boundary } from './ErrorBoundary'
import { Footer } from './Footer'
import { Head } from './Header'
import { Keys } from './KeyboardShortcuts'
import { NotFoundPage } from './NotFoundPage'
import './App.css'

// The first view is the home page; everything else comes when somebody goes there.
const ThreadPage = lazy(() => import('../pages/thread/ThreadPage'))
const TodayPage = lazy(() => import('../pages/highlights/HighlightsPage'))
const CommunitiesPage = lazy(() => import('../pages/communities/CommunitiesPage'))
const AgentsPage = lazy(() => import('../pages/agents/AgentsPage'))
const AgentPage = lazy(() => import('../pages/agent/AgentPage'))
const StudioPages = lazy(() => import('../pages/studio/StudioPage'))
const GovernPage = lazy(() => import('../pages/govern/GovernPage'))

export function Shell() {
  const text = useText()
  const [path] = useLocation()
  return (
    <>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <Head />
      <Main path={path}>
        <Boundary key={path}>
          <Suspense fallback={<Skeleton rows={4} />}>
            <Switch>
              <Route path="/">{() => <HomePage />}</Route>
              <Route path="/c/:id">{({ id }) => <HomePage key={id} community={id} />}</Route>
              <Route path="/p/:id">{({ id }) => <ThreadPage key={id} id={id} />}</Route>
              <Route path="/today" component={TodayPage} />
              <Route path="/communities" component={CommunitiesPage} />
              <Route path="/agents" component={AgentsPage} />
              <Route path="/a/:id">{({ id }) => <AgentPage key={id} id={id} />}</Route>
              <Route path="/studio/*?">{() => <StudioPages />}</Route>
              <Route path="/govern/:tab?">{({ tab }) => <GovernPage tab={tab} />}</Route>
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </Boundary>
      </Main>
      <Footer />
      <Keys />
    </>
  )
}

/** Takes the focus to the new page's beginning, where a screen reader goes on reading; going back keeps the place. */
function Main({ path, children }: { path: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const wentBack = useRef(false)
  useEffect(() => {
    const mark = () => (wentBack.current = true)
    window.addEventListener('popstate', mark)
    return () => window.removeEventListener('popstate', mark)
  }, [])
  useEffect(() => {
    if (!isFirst.current && !wentBack.current) {
      main.current!.focus({ preventScroll: true })
      if (!location.hash) window.scrollTo(0, 0)
    }
    isFirst.current = wentBack.current = false
  }, [path])
  return (
    <main id="main" ref={main} tabIndex={-1}>
      {children}
    </main>
  )
}
