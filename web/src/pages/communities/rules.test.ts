import { expect, test } from 'vitest'
import { rulesOf } from './rules'

test.each([
  ['["Be kind", 1]', ['Be kind', '1']],
  ['{}', []],
  ['no JSON', []],
])('the rules of %o are %o', (json, rules) => expect(rulesOf(json)).toEqual(rules))
