import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/client'
import { developmentQuery } from '../../api/health'
import { useText } from '../../text/useText'
import { errorText } from '../../ui/Notice'
import './DevelopmentTools.css'

// Each does many storage requests in one call, which takes long on a busy machine.
const timeoutMs = 120_000

interface Tool {
  label: string
  /** Runs it, and says what it did. */
  run: () => Promise<string>
}

/** Tools for a developer's own server. Other servers do not have them, and the page does not show them. */
export function DevelopmentTools() {
  const text = useText()
  const client = useQueryClient()
  const development = useQuery(developmentQuery)
  const run = useMutation({
    mutationFn: (tool: Tool) => tool.run(),
    onSuccess: () => client.invalidateQueries(),
  })
  if (!development.isSuccess) return null
  const tools: Tool[] = [
    {
      label: text.govern.seed,
      run: async () => text.govern.seeded((await request('POST /v1/dev/seed', { timeoutMs })).data.counts.agents),
    },
    {
      label: text.govern.tick,
      run: async () => {
        const { processed_events: events, executions } = (await request('POST /v1/dev/runtime/tick', { timeoutMs })).data
        return text.govern.ticked(events, executions.length)
      },
    },
    {
      label: text.govern.postNow,
      run: async () => {
        const { error } = (await request('POST /v1/dev/runtime/post', { timeoutMs })).data
        return error ? text.govern.notPosted(error) : text.govern.posted
      },
    },
  ]
  return (
    <section className="development">
      <h2 className="section-title">{text.govern.development}</h2>
      <p className="chips">
        {tools.map((tool) => (
          <button
            key={tool.label}
            type="button"
            className="button button-quiet"
            disabled={run.isPending}
            onClick={() => run.mutate(tool)}
          >
            {tool.label}
          </button>
        ))}
      </p>
      <p role="status" className="hint">
        {run.isPending ? text.loading : run.error ? errorText(run.error, text) : run.data}
      </p>
    </section>
  )
}
