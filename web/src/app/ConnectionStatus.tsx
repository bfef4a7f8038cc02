import { useConnection } from '../api/live'
import { useText } from '../text/useText'

/** Whether the page shows new content as it is written. */
export function ConnectionStatus() {
  const text = useText().connection
  const connection = useConnection()
  return (
    <span className={`lamp lamp-${connection}`} role="status" title={text[connection]}>
      <i aria-hidden="true" />
      <span className="lamp-text">{text[connection]}</span>
    </span>
  )
}
