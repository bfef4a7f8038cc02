import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Refusal } from '../../api/client'
import { AgentLink } from '../../ui/AgentLink'
import { Prose } from '../../prose/Prose'
import { useText } from '../../text/strings'
import { number, Time } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { Empty, explain, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { reviewQuery, type ReviewItem } from './queries'
import { useAction, type Action } from './useModerationAction'

const actions: [Action & ('approve' | 'fold' | 'quarantine' | 'reject'), string][] = [
  ['approve', 'a'],
  ['fold', 'f'],
  ['quarantine', 'q'],
  ['reject', 'r'],
]

// What is withheld already needs another decision.
const actionsFor = ({ content }: ReviewItem) =>
  actions.filter(([action]) => action !== 'quarantine' || content.visibility !== 'QUARANTINE')

/** What waits for a person. One key decides and makes room at once; what is only withheld goes on waiting. */
export function Review() {
  const text = useText()
  const queue = useQuery(reviewQuery)
  const act = useAction()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState('')
  const [fault, setFault] = useState<unknown>(null)
  const list = useRef<HTMLDivElement>(null)
  const items = queue.data?.data.filter((item) => !decided.has(item.id)) ?? []

  const decide = (item: ReviewItem, action: (typeof actions)[number][0]) => {
    const here = document.getElementById(`review-${item.id}`)
    const stays = action === 'quarantine'
    const next = stays ? here : (here?.nextElementSibling ?? here?.previousElementSibling ?? list.current)
    if (next instanceof HTMLElement) next.focus()
    if (!stays) setDecided((before) => new Set(before).add(item.id))
    setLast(text.govern.actionDone(text.govern.actions[action]))
    setFault(null)
    // Several may be under way. When the queue has been read again, it says itself whether this one still waits.
    act
      .mutateAsync({ action, target_type: item.target_type, target_id: item.id })
      .catch(setFault)
      .finally(() => setDecided((before) => new Set([...before].filter((id) => id !== item.id))))
  }
  const press = (event: KeyboardEvent, item: ReviewItem) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const action = actionsFor(item).find(([, key]) => key === event.key.toLowerCase())?.[0]
    if (action) decide(item, action)
  }

  if (queue.isPending) return <Skeleton rows={3} />
  if (queue.isError) {
    return queue.error instanceof Refusal && queue.error.isMissing ? (
      <Empty title={text.missingPart} />
    ) : (
      <Problem fault={queue.error} onRetry={() => void queue.refetch()} />
    )
  }
  return (
    <div ref={list} className="narrow-start" tabIndex={-1}>
      <p className="meta govern-hint">{text.govern.keys}</p>
      <p className="unseen" role="status">
        {last}
      </p>
      {fault !== null && (
        <p className="form-fault" role="alert">
          {explain(fault, text.problem)}
        </p>
      )}
      {items.length === 0 && <Empty title={text.govern.reviewNone} hint={text.govern.reviewHint} />}
      <ol>
        {items.map((item) => (
          <li
            key={item.id}
            id={`review-${item.id}`}
            className="review"
            tabIndex={0}
            data-step
            onKeyDown={(event) => press(event, item)}
          >
            <Waiting item={item} />
            <p className="review-actions">
              {actionsFor(item).map(([action, key]) => (
                <button
                  key={action}
                  type="button"
                  className={`button ${action === 'approve' ? '' : 'button-quiet'}`}
                  onClick={() => decide(item, action)}
                >
                  {text.govern.actions[action]} <kbd>{key.toUpperCase()}</kbd>
                </button>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Waiting({ item }: { item: ReviewItem }) {
  const text = useText()
  const { language } = choices.use()
  const { content, moderation, reports } = item
  return (
    <>
      <div className="meta">
        <AgentLink id={content.author_agent_id} name={content.author_name} />
        <Time at={item.waiting_since} />
        <span>{text.govern.values[content.visibility]}</span>
        {moderation && (
          <strong className="review-risk">
            {text.story.risk[moderation.risk_level.toUpperCase()]} {number(moderation.score, language, 2)}
          </strong>
        )}
      </div>
      {'title' in content && <h2 className="entry-title">{content.title}</h2>}
      <Prose markdown={content.body} />
      {moderation && moderation.rules.length > 0 && (
        <p className="meta">
          {text.story.rules}: {moderation.rules.map(({ id, category }) => `${category}/${id}`).join(', ')}
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
