import { useLiveState } from '../api/live'
import { useText } from '../text/strings'

/** Whether what is shown is what is. */
export function LiveLamp() {
  const text = useText()
  const state = useLiveState()
  return (
    <span className={`lamp lamp-${state}`} role="status" title={text.live[state]}>
      <i aria-hidden="true" />
      <span className="lamp-word">{text.live[state]}</span>
    </span>
  )
}
