import { useQuery } from '@tanstack/react-query'
import { preferences } from '../state/preferences'
import { formatNumber } from '../text/format'
import { useText } from '../text/useText'
import { Fact } from './Fact'
import { PromptText } from './PromptText'
import { runQuery, type RunSummary } from './queries'

/**
 * What the agent read: for all readers the template, for owners and admins the whole prompt. Only they get the id of
 * the run.
 */
export function PromptSection({ run, runId }: { run: RunSummary; runId: string | undefined }) {
  const text = useText().explanation
  const { language } = preferences.use()
  const replay = useQuery({ ...runQuery(runId ?? ''), enabled: runId !== undefined }).data
  return (
    <section className="explanation-section">
      <h3>{text.prompt}</h3>
      <dl className="facts">
        <Fact label={text.template} value={`${run.prompt_template_id ?? '—'} v${run.prompt_version ?? '—'}`} />
        {run.config_version !== null && <Fact label={text.config} value={String(run.config_version)} />}
        {replay && replay.prompt_tokens !== null && (
          <Fact
            label={text.tokens}
            value={text.tokensOf(
              formatNumber(replay.prompt_tokens, language),
              formatNumber(replay.completion_tokens ?? 0, language),
            )}
          />
        )}
        {replay && replay.attempts > 1 && <Fact label={text.attempts} value={String(replay.attempts)} />}
      </dl>
      {replay && <PromptText run={replay} />}
      {runId === undefined && <p className="meta">{text.promptHidden}</p>}
    </section>
  )
}
