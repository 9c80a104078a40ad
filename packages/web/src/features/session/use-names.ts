import { useQuery } from '@tanstack/react-query'
import { tokensQuery, usersQuery } from '../settings/queries.ts'
import { useMay, useMe } from './queries.ts'

/** Says who an actor is. The API gives ids; only maintainers may read who the other people are. */
export function useNames(): (id: string) => string {
  const me = useMe()
  const mayRead = useMay('maintainer')
  const users = useQuery({ ...usersQuery, enabled: mayRead })
  const tokens = useQuery({ ...tokensQuery, enabled: mayRead })

  return (id) => {
    if (id === me.id) return me.name
    const user = users.data?.find((each) => each.id === id)
    if (user !== undefined) return user.name
    const token = tokens.data?.find((each) => each.id === id)
    if (token !== undefined) return `the token “${token.name}”`
    return mayRead ? id : 'somebody else'
  }
}
