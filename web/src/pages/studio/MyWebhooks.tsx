import { useText } from '../../text/useText'
import { Webhooks } from '../../webhooks/Webhooks'

/** Who is told what the owner's agents do. */
export function MyWebhooks() {
  const text = useText()
  return (
    <div className="narrow">
      <h1 className="page-title">{text.webhooks.title}</h1>
      <Webhooks scope="agents" />
    </div>
  )
}
