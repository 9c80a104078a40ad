import { type Context, Fault } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { type AlertFamily, alertFamilies, factsOf } from './alert-family.ts'
import { alertPath, type Place } from './alert-list.ts'
import type { Config } from './config.ts'
import { reasonFor, refusalOf } from './refusal.ts'
import { alertList } from './schema.ts'

export interface AlertAccess {
  /** Lists that can be read, in GitHub's words. */
  readonly readable: readonly string[]
  /** What is in the way of the others. */
  readonly warnings: readonly string[]
}

/** Tries each list of alerts on a few repositories, until one gives it or shows that the permission is missing. */
export async function checkAlerts(context: Context<Config>, places: readonly Place[]): Promise<AlertAccess> {
  const tried = await Promise.all(alertFamilies.map(async (family) => [family, await tryOut(context, places, family)] as const))
  return {
    readable: tried.flatMap(([family, obstacle]) => (obstacle === null ? [factsOf[family].name] : [])),
    warnings: tried.flatMap(([, obstacle]) => (obstacle === null ? [] : [obstacle])),
  }
}

/** `null` when the list can be read; otherwise what is in the way. */
async function tryOut(
  { http, config }: Context<Config>,
  places: readonly Place[],
  family: AlertFamily,
): Promise<string | null> {
  const { name, permission } = factsOf[family]
  let seen: string | null = null
  for (const place of places) {
    try {
      const query = { per_page: 1, ...(family === 'secret-scanning' && { hide_secret: true }) }
      const { body } = await http.get({ path: alertPath(place, family), query })
      readAnswer(alertList, body, `GitHub’s list of ${name}`)
      return null
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null || !(error instanceof Fault)) throw error
      if (refusal === 'forbidden') return forbidden(config, family)
      seen ??= `${place.fullName}: ${reasonFor(refusal, family, error.message)}`
    }
  }
  const tried = places.length === 0 ? '' : ` None of ${places.length} repositories tried shows any. ${seen}`
  return `It is not known whether ${name} can be read. The permission “${permission}” is needed.${tried}`
}

function forbidden({ appId, token }: Config, family: AlertFamily): string {
  const { name, permission } = factsOf[family]
  if (appId !== undefined) {
    return `The App may not read ${name}: give it the repository permission “${permission}”, and have the organization accept it.`
  }
  const remedy = token?.startsWith('ghp_') ? 'the scope security_events or repo' : `the permission “${permission}”`
  return `The token may not read ${name}: give it ${remedy}, and, where the organization uses single sign-on, authorize it.`
}
