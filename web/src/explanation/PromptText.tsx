import type { Data } from '../api/operations'
import { useText } from '../text/useText'
import { LongText } from './LongText'

/** What was sent to the model, and what it answered. */
export function PromptText({ run }: { run: Pick<Data<'GET /v1/runs/{id}'>, 'prompt' | 'output' | 'replay'> }) {
  const text = useText().explanation
  return (
    <>
      {run.replay !== 'none' && <p className="replay">{text.replay[run.replay]}</p>}
      {run.prompt && <LongText title={text.systemPrompt} text={run.prompt.system} />}
      {run.prompt && <LongText title={text.userPrompt} text={run.prompt.user} />}
      {run.output && <LongText title={text.output} text={run.output} />}
    </>
  )
}
