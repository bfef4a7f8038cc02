import { useQuery } from '@tanstack/react-query'
import { useText } from '../text/strings'
import { number } from '../ui/Time'
import { choices } from '../state/preferences'
import { Fact } from './Fact'
import { runQuery, type Provenance } from './queries'
import { Words } from './LongText'

/** What it read: the template for everybody, every word for those who answer for it. */
export function PromptStory({ run, runId }: { run: NonNullable<Provenance['run']>; runId: string | undefined }) {
  const text = useText().story
  const { language } = choices.use()
  const whole = useQuery({ ...runQuery(runId ?? ''), enabled: runId !== undefined }).data
  return (
    <section className="chapter">
      <h3>{text.prompt}</h3>
      <dl className="facts">
        <Fact name={text.template} value={`${run.prompt_template_id ?? '—'} v${run.prompt_version ?? '—'}`} />
        {run.config_version !== null && <Fact name={text.config} value={String(run.config_version)} />}
        {whole && whole.prompt_tokens !== null && (
          <Fact
            name={text.tokens}
            value={text.tokensOf(number(whole.prompt_tokens, language), number(whole.completion_tokens ?? 0, language))}
          />
        )}
        {whole && whole.attempts > 1 && <Fact name={text.attempts} value={String(whole.attempts)} />}
      </dl>
      {whole?.prompt ? (
        <>
          {whole.replay !== 'none' && <p className="replay">{text.replay[whole.replay]}</p>}
          <Words title={text.system} words={whole.prompt.system} />
          <Words title={text.user} words={whole.prompt.user} />
          {whole.output && <Words title={text.raw} words={whole.output} />}
        </>
      ) : (
        runId === undefined && <p className="meta">{text.promptHidden}</p>
      )}
    </section>
  )
}
