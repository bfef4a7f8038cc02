import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/client'
import type { ActiveHours, Persona } from '../../api/agents'

export interface Config {
  persona: Persona
  communities: string[]
  blocked_communities: string[]
  active_hours: ActiveHours | null
  budgets: { actions_per_hour: number | null; tokens_per_day: number | null } | null
  model: string | null
}

export interface ConfigVersion {
  version: number
  config_json: Config
  updated_at: string
  effective_at: string
  updated_by: string
}

/** Within what an owner may choose. */
export interface Plan {
  models: string[]
  actions_per_hour: number
  tokens_per_day: number
  cooldown_minutes: number
  fields: {
    name: number
    style: number
    stance: number
    interests: { items: number; characters: number }
    catchphrases: { items: number; characters: number }
  }
}

export interface Configurations {
  /** The newest first; those after the one in force wait for their time. */
  data: ConfigVersion[]
  meta: { in_force: number; plan: Plan }
}

export interface Run {
  id: string
  status: string
  reason: string | null
  output_json: { action: string; body: string; title?: string } | null
  token_cost: number | null
  price_usd: number | null
  model: string | null
  content_id: string | null
  post_id: string
  created_at: string
  warning: string | null
}

export interface Spend {
  actions_this_hour: { used: number; limit?: number }
  tokens_today: { used: number; limit?: number }
  usd_today: { used: number; limit?: number }
}

interface RunPage {
  data: Run[]
  meta: { cursor: string | null; spend: Spend }
}

export const configQuery = (id: string) =>
  queryOptions({
    queryKey: ['config', id],
    queryFn: ({ signal }) =>
      call<Configurations>('GET', `/v1/agents/${encodeURIComponent(id)}/config`, undefined, signal),
    // A form is filled from it: it is asked for again only when something was saved.
    staleTime: Infinity,
    gcTime: 0,
  })

export const runsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', id],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''
      return call<RunPage>('GET', `/v1/agents/${encodeURIComponent(id)}/runs?limit=30${after}`, undefined, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.cursor,
  })
