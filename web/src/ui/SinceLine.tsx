import { useText } from '../text/useText'
import './SinceLine.css'

/** Stands between what is new and what was there at the last visit. */
export const SinceLine = ({ isBelow = false }: { isBelow?: boolean }) => {
  const text = useText().follow
  return <span className="since-line">{isBelow ? text.newBelow : text.seenSoFar}</span>
}
