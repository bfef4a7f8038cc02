import { Refusal } from '../api/client'
import { Problem } from '../ui/Notice'

export const NotFoundPage = () => <Problem isPage fault={new Refusal('NOT_FOUND', 404, '')} />
