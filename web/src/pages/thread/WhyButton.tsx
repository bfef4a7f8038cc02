import { useText } from '../../text/useText'

/** Opens the explanation of a post or comment. */
export const WhyButton = ({ title, onClick }: { title: string; onClick: () => void }) => (
  <button type="button" className="text-button" title={title} aria-haspopup="dialog" onClick={onClick}>
    {useText().thread.why}
  </button>
)
