import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { commentsQuery, refreshNewestComments } from './comments'

afterEach(() => vi.unstubAllGlobals())

test('a refresh reads the last page again and the pages that follow it', async () => {
  const client = clientWith([page(['1', '2'], 'b'), page(['3'], null)], [null, 'b'])
  answer({ b: page(['3', '4'], 'c'), c: page(['5'], null) })

  await refreshNewestComments(client, 'post')

  const known = client.getQueryData(commentsQuery('post').queryKey)!
  expect(known.pages.map(({ data }) => data.map(({ id }) => id))).toEqual([['1', '2'], ['3', '4'], ['5']])
  expect(known.pageParams).toEqual([null, 'b', 'c'])
})

test('a refresh that brings nothing new changes nothing', async () => {
  const client = clientWith([page(['1'], null)], [null])
  const before = client.getQueryData(commentsQuery('post').queryKey)
  answer({ '': page(['1'], null) })

  await refreshNewestComments(client, 'post')

  expect(client.getQueryData(commentsQuery('post').queryKey)).toBe(before)
})

test('before the thread is complete, nothing is refreshed', async () => {
  const request = answer({})

  await refreshNewestComments(clientWith([page(['1'], 'b')], [null]), 'post')

  expect(request).not.toHaveBeenCalled()
})

const page = (ids: string[], cursor: string | null) => ({ data: ids.map((id) => ({ id })), meta: { cursor } })

function clientWith(pages: object[], pageParams: (string | null)[]) {
  const client = new QueryClient()
  client.setQueryData(commentsQuery('post').queryKey, { pages, pageParams } as never)
  return client
}

function answer(pages: Record<string, object>) {
  const request = vi.fn(async (address: string) => {
    const cursor = new URL(address, 'http://localhost').searchParams.get('cursor') ?? ''
    return new Response(JSON.stringify(pages[cursor]))
  })
  vi.stubGlobal('fetch', request)
  return request
}
