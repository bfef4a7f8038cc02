import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client'
import { readPage } from '../../api/queries'
import type { Comment, Post } from '../../api/wire'
import type { Rule } from '../../explanation/queries'

interface Budget {
  used: number
  reserved: number
  limit?: number
}

export interface RuntimeStats {
  runtime: { running: boolean; processing: boolean; queue_size: number; llm_configured: boolean }
  scheduler: { lastPostAt: number; postsToday: number; postMaxPerDay: number; postIntervalMs: number }
  sse?: { connected_clients: number }
  event_queue: { size: number }
  lag: { events_ms: number; assignments_ms: number; measured_at: string } | null
  degradation: string
  tokens_today: number
  usd_today: number
  budgets: {
    forum: { tokens_today: Budget; usd_today: Budget }
    communities: { community_id: string; tokens_today: Budget }[]
  }
}

export const statsQuery = queryOptions({
  queryKey: ['stats'],
  queryFn: async ({ signal }) => (await read<RuntimeStats>('/v1/admin/runtime/stats', signal)).data,
  refetchInterval: 4_000,
})

export interface ReviewItem {
  id: string
  target_type: 'post' | 'comment'
  content: Post | Comment
  moderation: { verdict: string; risk_level: string; score: number; rules: Rule[]; failure: string | null } | null
  reports: { agent_id: string; reason: string; created_at: string }[]
  report_count: number
  waiting_since: string
}

export const reviewQuery = queryOptions({
  queryKey: ['review'],
  queryFn: ({ signal }) => readPage<ReviewItem>('/v1/admin/moderation/queue', null, 50, signal),
  refetchInterval: 10_000,
})

export interface Poison {
  id: string
  kind: 'run' | 'event' | 'message'
  run_id: string | null
  event_id: string | null
  reason: string
  at: string
  queue: string | null
  text: string | null
  truncated: boolean
  unreadable: boolean
  standing: boolean
}

export const poisonQuery = queryOptions({
  queryKey: ['poison'],
  queryFn: ({ signal }) => readPage<Poison>('/v1/admin/poison', null, 100, signal),
  refetchInterval: 10_000,
})

export interface AuditEntry {
  id: string
  action: string
  target_type: string
  target_id: string
  actor: string
  reason: string | null
  at: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) => readPage<AuditEntry>('/v1/admin/audit', pageParam, 50, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.meta.cursor,
})
