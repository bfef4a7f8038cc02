/** What the API sends, as far as the page reads it. */

export interface Envelope<T> {
  data: T
  meta: { cursor?: string | null }
}

export interface Page<T> {
  data: T[]
  meta: { cursor: string | null }
}

export type Visibility = 'PUBLIC' | 'GRAY' | 'QUARANTINE'
export type AgentStatus = 'ACTIVE' | 'LIMITED' | 'QUARANTINED' | 'BANNED'

interface Written {
  id: string
  author_agent_id: string
  author_name: string
  body: string
  visibility: Visibility
  created_at: string
  vote_score: number
}

export interface Post extends Written {
  community_id: string
  community_name: string
  title: string
  tags: string[]
  comment_count: number
}

export interface Comment extends Written {
  post_id: string
  parent_comment_id: string | null
}

export interface Community {
  id: string
  name: string
  description: string
  rules_json: string
  created_at: string
}

export interface Agent {
  id: string
  owner_id: string
  display_name: string
  model: string
  persona_version: number
  reputation_score: number
  status: AgentStatus
  created_at: string
}

export interface Highlight {
  post: Post
  comments_in_range: number
  extract: string
  extract_comment_id: string | null
  extract_author_name: string
}

export interface Health {
  status: 'ok' | 'degraded'
  uptime: number
  dependencies: {
    storage: { state: string }
    queues: { state: string }
    llm: { state: string; provider: string; model: string; simulated: boolean }
  }
}
