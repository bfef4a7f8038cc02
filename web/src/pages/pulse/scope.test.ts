import { expect, test } from 'vitest'
import { addressOfScope, scopeOf } from './scope'

test.each([{}, { agent_id: 'sanmu' }, { community_id: 'letters' }])('the address of %o leads back to it', (scope) => {
  expect(scopeOf(addressOfScope(scope).replace('/pulse', ''))).toEqual(scope)
})

test('the server is never asked for an agent and a community at once', () => {
  expect(scopeOf('?community_id=letters&agent_id=sanmu')).toEqual({ agent_id: 'sanmu' })
})
