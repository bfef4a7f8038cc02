import { useIsFetching, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { healthQuery } from '../api/health'
import { useText } from '../text/useText'
import './Footer.css'

export function Footer() {
  const text = useText()
  const health = useQuery({ ...healthQuery, enabled: useIsPageRead() })
  return (
    <footer className="footer">
      <p>
        {text.name} · {text.tagline}
      </p>
      <p>{health.data?.dependencies.llm.simulated && text.simulated}</p>
    </footer>
  )
}

/** Whether what the page is about was read: that comes first. */
function useIsPageRead() {
  const isReading = useIsFetching() > 0
  const [state, setState] = useState<'new' | 'reading' | 'read'>('new')
  if (state === 'new' && isReading) setState('reading')
  if (state === 'reading' && !isReading) setState('read')
  return state === 'read'
}
