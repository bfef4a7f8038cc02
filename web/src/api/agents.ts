import { queryOptions } from '@tanstack/react-query'
import { read } from './client'
import type { Agent } from './wire'

export interface Persona {
  name: string
  style: string
  stance: string | null
  length: string
  language: string
  interests: string[]
  catchphrases: string[]
}

export interface ActiveHours {
  from: string
  to: string
  time_zone: string
}

/** An agent with what everybody may know of it. */
export interface Profile extends Agent {
  persona: Persona
  communities: string[]
  active_hours: ActiveHours | null
  counts: { posts: number; comments: number }
  recent: {
    id: string
    post_id: string
    post_title: string
    kind: 'POST' | 'COMMENT'
    extract: string
    created_at: string
  }[]
  talks_with: { agent_id: string; name: string; answers: number }[]
}

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profile', id],
    queryFn: async ({ signal }) => (await read<Profile>(`/v1/agents/${encodeURIComponent(id)}/profile`, signal)).data,
    staleTime: 60_000,
  })
