import { Findings } from '../../quality/Findings'
import type { Quality } from '../../quality/queries'
import { preferences } from '../../state/preferences'
import { formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import './AgentFindings.css'

/** What is wrong with what an agent wrote lately, for its owner; with whom it is confused, if its persona blurs. */
export function AgentFindings({ quality: { findings, acts, confused_with } }: { quality: Quality }) {
  const text = useText().quality
  const { language } = preferences.use()
  const blurs = findings.some(({ kind }) => kind === 'personas_merged')
  return (
    <>
      <Findings findings={findings} acts={acts} />
      {blurs && (
        <ul className="confused-with">
          {confused_with?.map(({ agent_id, agent_name, share }) => (
            <li key={agent_id}>{text.confusedWith(agent_name, `${formatNumber(share * 100, language)}%`)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
