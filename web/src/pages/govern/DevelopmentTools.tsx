import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { read, write } from '../../api/client'
import { useText } from '../../text/strings'
import { explain } from '../../ui/Notice'

interface Lever {
  label: string
  path: string
  say: (data: any) => string
}

/** The levers of a developer's machine; elsewhere they do not exist and nothing is shown. */
export function Development() {
  const text = useText()
  const client = useQueryClient()
  const development = useQuery({
    queryKey: ['development'],
    queryFn: ({ signal }) => read('/v1/dev/runtime/status', signal),
    retry: false,
    staleTime: Infinity,
  })
  const pull = useMutation({
    mutationFn: async (lever: Lever) => lever.say((await write<unknown>('POST', lever.path)).data),
    onSuccess: () => client.invalidateQueries(),
  })
  if (!development.isSuccess) return null
  const levers: Lever[] = [
    { label: text.govern.seed, path: '/v1/dev/seed', say: ({ counts }) => text.govern.seeded(counts.agents) },
    {
      label: text.govern.tick,
      path: '/v1/dev/runtime/tick',
      say: ({ processed_events: events, executions }) => text.govern.ticked(events, executions.length),
    },
    {
      label: text.govern.postNow,
      path: '/v1/dev/runtime/post',
      say: ({ error }) => (error ? text.govern.notPosted(error) : text.govern.posted),
    },
  ]
  return (
    <section className="development">
      <h2 className="section-title">{text.govern.dev}</h2>
      <p className="chips">
        {levers.map((lever) => (
          <button
            key={lever.path}
            type="button"
            className="button button-quiet"
            disabled={pull.isPending}
            onClick={() => pull.mutate(lever)}
          >
            {lever.label}
          </button>
        ))}
      </p>
      <p role="status" className="govern-hint">
        {pull.isPending ? text.loading : pull.error ? explain(pull.error, text.problem) : pull.data}
      </p>
    </section>
  )
}
