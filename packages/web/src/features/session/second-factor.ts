import { useMutation, useQueryClient } from '@tanstack/react-query'
import { authenticate, sessionQuery } from './queries.ts'

/** What an authenticator app needs, and the codes for when it is lost. Both are shown this once. */
export interface Enrolment {
  readonly uri: string
  readonly secret: string
  readonly backupCodes: readonly string[]
}

export function useEnrol() {
  return useMutation({
    mutationFn: async (password: string) => enrolmentIn(await authenticate('two-factor/enable', { password })),
  })
}

/** Confirms with a first code. The session is asked for again when the person has kept the backup codes. */
export function useConfirmEnrolment() {
  return useMutation({ mutationFn: (code: string) => authenticate('two-factor/verify-totp', { code }) })
}

export function useDisableSecondFactor() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => authenticate('two-factor/disable', { password }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

/** The answer of the sign-in library, as far as it is used. */
export function enrolmentIn(answered: unknown): Enrolment {
  if (typeof answered === 'object' && answered !== null && 'totpURI' in answered && 'backupCodes' in answered) {
    const { totpURI, backupCodes } = answered
    const secret = typeof totpURI === 'string' ? URL.parse(totpURI)?.searchParams.get('secret') : null
    if (typeof totpURI === 'string' && typeof secret === 'string' && Array.isArray(backupCodes)) {
      return { uri: totpURI, secret, backupCodes: backupCodes.filter((code) => typeof code === 'string') }
    }
  }
  throw new Error('The hub did not say what to enter into the app.')
}
