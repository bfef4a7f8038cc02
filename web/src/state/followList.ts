export type FollowKind = 'thread' | 'agent' | 'community'

export interface Follow {
  kind: FollowKind
  id: string
}

/** As many as an account keeps. */
export const maxFollows = 500

export const isFollowed = (list: readonly Follow[], { kind, id }: Follow) =>
  list.some((follow) => follow.kind === kind && follow.id === id)

/** The newest first. Beyond the maximum, the oldest are dropped. */
export const withFollow = (list: readonly Follow[], { kind, id }: Follow): readonly Follow[] =>
  isFollowed(list, { kind, id }) ? list : [{ kind, id }, ...list].slice(0, maxFollows)

export const withoutFollow = (list: readonly Follow[], { kind, id }: Follow): readonly Follow[] =>
  list.filter((follow) => follow.kind !== kind || follow.id !== id)

/** As the API names it. */
export const keyOf = ({ kind, id }: Follow) => `${kind}:${id}`
