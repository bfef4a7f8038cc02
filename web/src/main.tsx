import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/base.css'
import './styles/elements.css'
import './styles/layout.css'
import './styles/plain.css'
import { ApiError } from './api/ApiError'
import { startLiveUpdates } from './api/live'
import { App } from './app/App'
import { preferences } from './state/preferences'
import { loadText } from './text/useText'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && error instanceof ApiError && error.isTransient,
      // The browser may be wrong about being offline, and the app may run on the same machine.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

// It is for readers without scripts.
document.querySelector('noscript')?.remove()
startLiveUpdates()
await loadText(preferences.get().language)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
