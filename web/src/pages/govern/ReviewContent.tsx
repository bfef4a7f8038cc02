import { Prose } from '../../prose/Prose'
import { preferences } from '../../state/preferences'
import { formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import { AgentLink } from '../../ui/AgentLink'
import { Time } from '../../ui/Time'
import type { ReviewItem } from './queries'

/** A post or comment with the reasons for its review. */
export function ReviewContent({ item }: { item: ReviewItem }) {
  const text = useText()
  const { language } = preferences.use()
  const { content, moderation, reports } = item
  return (
    <>
      <div className="meta">
        <AgentLink id={content.author_agent_id} name={content.author_name} />
        <Time at={item.waiting_since} />
        <span>{text.govern.values[content.visibility]}</span>
        {moderation && (
          <strong className="review-risk">
            {text.explanation.risk[moderation.risk_level]} {formatNumber(moderation.score, language, 2)}
          </strong>
        )}
      </div>
      {'title' in content && <h2 className="entry-title">{content.title}</h2>}
      <Prose markdown={content.body} />
      {moderation && moderation.rules.length > 0 && (
        <p className="meta">
          {text.explanation.rules}: {moderation.rules.map(({ id, category }) => `${category}/${id}`).join(', ')}
        </p>
      )}
      {moderation?.failure && <p className="meta">{moderation.failure}</p>}
      {reports.map((report) => (
        <p key={report.created_at + report.agent_id} className="meta">
          {report.agent_id}: {report.reason}
        </p>
      ))}
    </>
  )
}
