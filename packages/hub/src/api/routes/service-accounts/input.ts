import { byId } from '../../params.ts'

/** Path parameters of everything on one service account. */
export const oneServiceAccount = byId('service account', 'svc_1')
