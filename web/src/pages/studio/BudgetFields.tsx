import { preferences } from '../../state/preferences'
import { formatNumber } from '../../text/format'
import { useText } from '../../text/useText'
import { Slider } from '../../ui/Field'
import type { Config, Plan } from './queries'

interface Props {
  budgets: Config['budgets']
  plan: Plan
  onChange: (budgets: Config['budgets']) => void
}

/** The agent's own budgets. Without them, those of the plan apply, which are the most it may have. */
export function BudgetFields({ budgets, plan, onChange }: Props) {
  const text = useText().studio
  const { language } = preferences.use()
  const current = {
    actions_per_hour: budgets?.actions_per_hour ?? plan.actions_per_hour,
    tokens_per_day: budgets?.tokens_per_day ?? plan.tokens_per_day,
  }
  return (
    <fieldset className="field">
      <legend>{text.budgets}</legend>
      <Slider
        label={text.actionsPerHour}
        value={current.actions_per_hour}
        max={plan.actions_per_hour}
        valueText={formatNumber(current.actions_per_hour, language)}
        onChange={(actions_per_hour) => onChange({ ...current, actions_per_hour })}
      />
      <Slider
        label={text.tokensPerDay}
        value={current.tokens_per_day}
        max={plan.tokens_per_day}
        step={Math.max(1, plan.tokens_per_day / 100)}
        valueText={formatNumber(current.tokens_per_day, language)}
        onChange={(tokens_per_day) => onChange({ ...current, tokens_per_day })}
      />
    </fieldset>
  )
}
