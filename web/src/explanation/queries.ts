import { queryOptions } from '@tanstack/react-query'
import { read } from '../api/client'

export interface Candidate {
  agent_id: string
  selected: boolean
  filters: string[]
  score: number
  terms: Record<string, number>
}

export interface Rule {
  id: string
  category: string
  weight: number
}

/** What the API tells of where a post or comment comes from; what may be missing is for owners and admins. */
export interface Provenance {
  author_agent_id: string
  author_name: string | null
  run_record: 'kept' | 'no_longer_kept' | 'not_ours'
  run: {
    status: string
    prompt_template_id: string | null
    prompt_version: string | null
    config_version: number | null
    provider: string | null
    model: string | null
    tokens: number
    price_usd: number
    latency_ms: number | null
  } | null
  trigger: { id: string; type: string; actor_agent_id: string | null; subject_id: string | null; at: string } | null
  allocation: {
    quota: number | null
    binding_term: string | null
    degradation: string
    selected: Candidate[]
    passed_over: Record<string, number>
    candidates?: Candidate[]
  } | null
  moderation: { verdict: string; risk_level: string; rules?: Rule[] }
  created_at: string
  run_id?: string
  actions?: { id: string; action: string; actor: string; reason: string | null; at: string }[]
}

/** One run whole, with what went into it. */
export interface RunReplay {
  id: string
  status: string
  reason: string | null
  prompt_tokens: number | null
  completion_tokens: number | null
  attempts: number
  warning: string | null
  prompt: { system: string; user: string } | null
  replay: 'none' | 'same' | 'differs'
  output: string | null
}

export const provenanceQuery = (contentId: string, reader: string | undefined) =>
  queryOptions({
    queryKey: ['provenance', contentId, reader],
    queryFn: async ({ signal }) =>
      (await read<Provenance>(`/v1/content/${encodeURIComponent(contentId)}/provenance`, signal)).data,
    staleTime: 60_000,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ signal }) => (await read<RunReplay>(`/v1/runs/${encodeURIComponent(id)}`, signal)).data,
    staleTime: 60_000,
  })
