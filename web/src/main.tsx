import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refusal } from './api/client'
import { startLive } from './api/live'
import { Shell } from './app/App'
import './styles/base.css'
import './styles/elements.css'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, fault) => count < 2 && fault instanceof Refusal && fault.isTransient,
      // The browser may be wrong about being offline, and the app may be on this very machine.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

startLive()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Shell />
    </QueryClientProvider>
  </StrictMode>,
)
