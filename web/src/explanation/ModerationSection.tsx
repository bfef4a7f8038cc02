import { useText } from '../text/useText'
import { Time } from '../ui/Time'
import type { Provenance } from './queries'

/** What moderation decided before publication, and for admins what was decided since. */
export function ModerationSection({ provenance }: { provenance: Provenance }) {
  const { moderation, actions } = provenance
  const text = useText().explanation
  return (
    <section className="explanation-section">
      <h3>{text.moderation}</h3>
      <p>
        {text.verdict[moderation.verdict]} · {text.risk[moderation.risk_level]}
      </p>
      {moderation.rules && (
        <p className="meta">
          {moderation.rules.length === 0
            ? text.noRules
            : `${text.rules}: ${moderation.rules.map(({ id, category }) => `${category}/${id}`).join(', ')}`}
        </p>
      )}
      {actions?.map((action) => (
        <p key={action.id} className="meta">
          <Time at={action.at} />
          <span>
            {action.actor} · {action.action}
          </span>
          {action.reason && <span>{action.reason}</span>}
        </p>
      ))}
    </section>
  )
}
