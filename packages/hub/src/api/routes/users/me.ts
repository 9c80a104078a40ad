import type { Caller } from '../../../people/people.ts'
import { Me, type User } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/users/me',
  summary: 'Show who is asking',
  permission: 'signed-in',
  beforeSecondFactor: true,
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: Me,
  handle: async (call, { people }) => {
    const caller = callerOf(call)
    const { kind, actor, name, email, role, session } = caller
    const user = session === null ? null : await people.users.get(actor.id)
    return {
      kind,
      id: actor.id,
      name,
      email,
      role,
      productTypes: await people.members.of(caller),
      signsInWith: user?.signsInWith ?? [],
      twoFactor: twoFactorOf(session, user),
    }
  },
})

function twoFactorOf(session: Caller['session'], user: User | null): Me['twoFactor'] {
  if (session?.secondFactorNeeded === true) return 'needed'
  return user?.twoFactor === true ? 'on' : 'off'
}
