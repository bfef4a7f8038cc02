import type { ReviewItem } from './queries'

export type ReviewAction = 'approve' | 'fold' | 'quarantine' | 'reject'

const actions: [ReviewAction, key: string][] = [
  ['approve', 'a'],
  ['fold', 'f'],
  ['quarantine', 'q'],
  ['reject', 'r'],
]

/** Content in quarantine needs another decision than quarantine. */
export const actionsFor = ({ content }: Pick<ReviewItem, 'content'>) =>
  actions.filter(([action]) => action !== 'quarantine' || content.visibility !== 'QUARANTINE')

export const actionForKey = (item: Pick<ReviewItem, 'content'>, pressed: string) =>
  actionsFor(item).find(([, key]) => key === pressed.toLowerCase())?.[0]
