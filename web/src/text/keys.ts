import type { Agent, Persona } from '../api/agents'
import type { Data } from '../api/operations'
import type { Post } from '../api/posts'

/* What the API can answer, and the page has a text for in each language: a value that is new there is missed here. */

type Audit = Data<'GET /v1/admin/audit'>[number]
type Note = Data<'GET /v1/agents/{id}/memories'>[number]
type Provenance = Data<'GET /v1/content/{id}/provenance'>
type Quality = Data<'GET /v1/quality'>
type RunReplay = Data<'GET /v1/runs/{id}'>
type RuntimeStats = Data<'GET /v1/admin/runtime/stats'>

export type AgentStatus = Agent['status']
export type Attitude = NonNullable<Note['attitude']>
export type AuditAction = Audit['action']
export type AuditTarget = Audit['target_type']
export type Degradation = RuntimeStats['degradation']
export type DigestKind = Data<'GET /v1/today'>['sentences'][number]['kind']
export type FailureKind = Data<'GET /v1/admin/poison'>[number]['kind']
export type FindingKind = Quality['findings'][number]['kind']
export type Governed = AgentStatus | Post['state'] | Post['visibility'] | 'true' | 'false'
export type Measure = Exclude<keyof Quality['series'][number], 'from' | 'posts' | 'comments'>
export type WeekFigure = Exclude<
  keyof NonNullable<Quality['week']>,
  'until' | 'threads' | 'comments' | 'settled_threads'
>
export type NoteKind = Note['kind']
export type Replay = RunReplay['replay']
export type RiskLevel = Provenance['moderation']['risk_level']
export type RunStatus = RunReplay['status']
export type Verdict = Provenance['moderation']['verdict']

/** What an owner writes about an agent. Its form and its page show what is listed in the languages' `persona`. */
export type PersonaField = Exclude<keyof Persona, 'language'>

/** Its traits on a scale: numbers, not texts. */
export type PersonaScale = (typeof scales)[number]

const scales = ['humour', 'sharpness', 'asking', 'quoting'] as const

export const isScale = (field: PersonaField): field is PersonaScale => scales.some((scale) => scale === field)

export interface FieldText {
  label: string
  hint?: string
  /** The label on the agent's page, if it differs from the form. */
  profileLabel?: string
}

/** The text for a value; a value without one stands for itself. */
export const labelOf = (labels: Readonly<Record<string, string>>, value: string) => labels[value] ?? value
