import { expect, test } from 'vitest'
import { ApiError, apiErrorOf } from './ApiError'

test("the API's errors keep their code, message and details", () => {
  const details = [{ path: 'title', message: 'is too long' }]
  const error = apiErrorOf(400, JSON.stringify({ error: { code: 'VALIDATION_ERROR', message: 'No.', details } }))
  expect(error).toMatchObject({ code: 'VALIDATION_ERROR', status: 400, message: 'No.', details })
})

test('an answer of something in front of the API is an internal error', () => {
  expect(apiErrorOf(502, '<html>Bad Gateway</html>')).toMatchObject({ code: 'INTERNAL_ERROR', status: 502 })
})

test.each([
  ['OFFLINE', 0, true],
  ['INTERNAL_ERROR', 500, true],
  ['RATE_LIMITED', 429, true],
  ['NOT_FOUND', 404, false],
  ['FORBIDDEN', 403, false],
])('%s may pass by itself: %s → %s', (code, status, isTransient) => {
  expect(new ApiError(code, status, '').isTransient).toBe(isTransient)
})
