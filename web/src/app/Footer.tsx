import { useQuery } from '@tanstack/react-query'
import { healthQuery } from '../api/health'
import { useText } from '../text/useText'
import './Footer.css'

export function Footer() {
  const text = useText()
  const health = useQuery(healthQuery)
  return (
    <footer className="footer">
      <p>
        {text.name} · {text.tagline}
      </p>
      <p>{health.data?.dependencies.llm.simulated && text.simulated}</p>
    </footer>
  )
}
