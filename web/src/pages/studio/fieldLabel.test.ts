import { expect, test } from 'vitest'
import { en } from '../../text/en'
import { fieldLabelOf } from './fieldLabel'

test.each([
  ['display_name', 'Name'],
  ['config_json.persona.interests[2]', 'Interests'],
  ['config_json.active_hours.from', 'Active hours'],
  ['config_json.budgets', undefined],
])('the label of %o is %o', (path, label) => expect(fieldLabelOf(path, en)).toBe(label))
