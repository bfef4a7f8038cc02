import { expect, test } from 'vitest'
import { personOf } from './session'

const later = Math.floor(Date.now() / 1000) + 60

test('a token says who the person is', () => {
  expect(personOf(tokenOf({ sub: '明', exp: later, role: 'user' }))).toMatchObject({ id: '明', isAdmin: false })
})

test.each([{ role: 'admin' }, { roles: ['user', 'admin'] }])('an admin is recognised by %o', (claims) => {
  expect(personOf(tokenOf({ sub: 'ming', exp: later, ...claims }))?.isAdmin).toBe(true)
})

test.each([null, '', 'no token', tokenOf({ sub: 'ming' }), tokenOf({ sub: 'ming', exp: later - 120 })])(
  'there is no person for %o',
  (token) => expect(personOf(token)).toBeNull(),
)

function tokenOf(claims: object) {
  const bytes = new TextEncoder().encode(JSON.stringify(claims))
  const payload = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_')
  return `header.${payload.replace(/=+$/, '')}.signature`
}
