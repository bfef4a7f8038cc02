import type { Operations } from './contract'

/** A call that the API knows, as its document names it: `GET /v1/posts/{id}`. */
export type Operation = keyof Operations

export type Answer<O extends Operation> = Operations[O]['answer']

/** What an answer is about, without what it says about itself. */
export type Data<O extends Operation> = Answer<O> extends { data: infer D } ? D : never

export type Body<O extends Operation> = Operations[O] extends { body: infer B } ? B : never

type PathParameter<O extends string> = O extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never

export type Query = Record<string, string | number | null | undefined>

export type RequestOf<O extends Operation> = {
  query?: Query
  signal?: AbortSignal | undefined
  timeoutMs?: number
} & ([PathParameter<O>] extends [never]
  ? unknown
  : { path: Record<PathParameter<O>, string> }) &
  (Operations[O] extends { body: infer B } ? { body: B } : unknown)

/** The address of an operation. What the query leaves null is left out. */
export function addressOf(path: string, parameters: Record<string, string> = {}, query: Query = {}) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name]!))
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined)
  if (pairs.length === 0) return filled
  return `${filled}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`
}
