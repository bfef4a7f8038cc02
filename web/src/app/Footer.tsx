import { useQuery } from '@tanstack/react-query'
import { healthQuery } from '../api/queries'
import { useText } from '../text/strings'

export function Footer() {
  const text = useText()
  const health = useQuery(healthQuery)
  return (
    <footer className="foot">
      <p>
        {text.name} · {text.tagline}
      </p>
      <p>{health.data?.dependencies.llm.simulated && text.simulated}</p>
    </footer>
  )
}
