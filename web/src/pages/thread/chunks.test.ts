import { expect, test } from 'vitest'
import { chunkIdAt, chunksOf } from './chunks'
import type { Row } from './commentTree'

test('every row is in the chunk that its index leads to', () => {
  const rows = Array.from({ length: 65 }, (_, index) => ({ descendants: index }) as Row)
  const chunks = chunksOf(rows)
  expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(rows)
  for (const [index, row] of rows.entries()) {
    expect(chunks.find((chunk) => chunk.rows.includes(row))!.id).toBe(chunkIdAt(index))
  }
})
