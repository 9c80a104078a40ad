import { ApiProblem } from '../../api/problem.ts'

const details: ReadonlyMap<string, string> = new Map([
  ['no_role', 'None of your groups may use this hub. Ask an owner.'],
  ['USER_DISABLED', 'An owner has disabled your user.'],
  ['account_not_linked', 'There is a user with your address already, and the sign-in does not vouch for the address.'],
  ['email_not_found', 'The sign-in did not tell your e-mail address.'],
  ['access_denied', 'You, or the sign-in, called it off.'],
])

/** Why the sign-in of the organisation sent somebody back; the words are ours, whatever the address says. */
export function refusalIn(search: string): ApiProblem | null {
  const code = new URLSearchParams(search).get('error')
  if (code === null) return null
  const detail = details.get(code) ?? 'The sign-in of your organisation did not work. An owner finds more in the log.'
  return new ApiProblem(403, { title: 'Forbidden', detail, code }, null)
}
