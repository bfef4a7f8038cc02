import type { Relationship } from '../../memory/queries'
import { useText } from '../../text/useText'
import { accordOf, closenessOf } from './bonds'

/** A relationship in a few words. */
export function useBondText() {
  const { relationships: text, list } = useText()
  return (relationship: Relationship) =>
    list([text.closeness[closenessOf(relationship)], text.accords[accordOf(relationship)]])
}
