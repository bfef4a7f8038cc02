import { ApiError } from '../api/ApiError'
import { ErrorNotice } from '../ui/Notice'

export const NotFoundPage = () => <ErrorNotice isPage error={new ApiError('NOT_FOUND', 404, '')} />
