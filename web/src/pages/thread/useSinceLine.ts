import { useState } from 'react'
import { sequenceOf } from '../../state/seenMarks'
import type { Row } from './commentTree'

/**
 * The comment before which the line stands: the first in reading order that came after the last visit. It is chosen
 * once, as soon as the thread is current: what comes later is not since the visit, and the line would move.
 */
export function useSinceLine(rows: Row[], seenUpTo: number | undefined, isCurrent: boolean, isComplete: boolean) {
  const [chosen, setChosen] = useState<string | null>()
  if (chosen === undefined && isCurrent) {
    const first = firstSince(rows, seenUpTo)
    if (first || isComplete) setChosen(first ?? null)
  }
  return chosen ?? null
}

/** The first row in reading order that came after a place in the thread; undefined where none did. */
export const firstSince = (rows: Row[], seenUpTo: number | undefined) =>
  seenUpTo === undefined ? undefined : rows.find(({ comment }) => sequenceOf(comment.id) > seenUpTo)?.comment.id
