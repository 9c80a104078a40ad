import type { Held, Scanner, ScannerControls } from '@patchbay/sdk/testing'
import { type AlertFamily, familyOf, ghsaOf } from './emulator-alert-seen.ts'
import type { HostedRepository, Site } from './emulator-site.ts'

/** Whether a family is on for a repository. `never-run`: switched on, and nothing was ever analysed. */
export type FamilyState = 'on' | 'off' | 'never-run'

/** What happens to alerts. Keys are the tenant's. */
export interface AlertControls extends ScannerControls {
  setFamily(fullName: string, family: AlertFamily, state: FamilyState): void
}

/** One alert as lists are sorted by. The rest is read when it is shown. */
export interface Alert {
  readonly repository: HostedRepository
  readonly number: number
  /** ISO 8601 with whole seconds, as all times of the platform. */
  readonly createdAt: string
  readonly updatedAt: string
  /** Place among the findings of its repository; a branch shares most of them. */
  readonly nth: number
  readonly read: () => Held
}

export interface AlertBook {
  readonly controls: AlertControls
  /** All alerts of a family in the repositories where it is on, in no particular order. */
  list(family: AlertFamily, repositories: readonly HostedRepository[]): readonly Alert[]
  stateOf(repository: HostedRepository, family: AlertFamily): FamilyState
}

export function createAlertBook(scanner: Scanner, site: Site): AlertBook {
  const states = new Map<string, FamilyState>()
  const shelves = new Map<number, { readonly version: number; readonly alerts: ReadonlyMap<AlertFamily, readonly Shelved[]> }>()
  const placeById = new Map(scanner.places.map((place) => [scanner.tenant.repositories[place]?.id, place]))
  const stateOf = ({ id }: HostedRepository, family: AlertFamily) => states.get(`${family} ${id}`) ?? 'on'

  function shelf(place: number): ReadonlyMap<AlertFamily, readonly Shelved[]> {
    const known = shelves.get(place)
    if (known?.version === scanner.version) return known.alerts
    const alerts = number(scanner, place)
    shelves.set(place, { version: scanner.version, alerts })
    return alerts
  }

  const { fix, fixHeld, reopen, triage, change, add } = scanner
  return {
    stateOf,
    list: (family, repositories) =>
      repositories.flatMap((repository) => {
        // A repository made anew under an old name has none of the old one's alerts.
        const place = placeById.get(repository.id)
        if (place === undefined || stateOf(repository, family) !== 'on') return []
        return (shelf(place).get(family) ?? []).map((alert) => ({ ...alert, repository }))
      }),
    controls: {
      fix,
      fixHeld,
      reopen,
      triage,
      change,
      add,
      setFamily: (fullName, family, state) => {
        const repository = site.byName(fullName)
        if (!repository) throw new RangeError(`There is no repository "${fullName}".`)
        states.set(`${family} ${repository.id}`, state)
      },
    },
  }
}

export function toSeconds(moment: string): string {
  return moment.replace(/\.\d+Z$/, 'Z')
}

type Shelved = Omit<Alert, 'repository'>

/** Alerts of one repository. Numbers count up by date of creation, in each family on its own, and never change. */
function number(scanner: Scanner, place: number): ReadonlyMap<AlertFamily, readonly Shelved[]> {
  const rows = new Map<AlertFamily, Omit<Shelved, 'number'>[]>()
  const known = new Set<string>()
  for (const held of scanner.held(place)) {
    const family = familyOf(held.finding)
    const name = sameAlert(held)
    if (known.has(name)) continue
    known.add(name)
    const group = rows.get(family) ?? []
    rows.set(family, group)
    const { index } = held
    group.push({
      createdAt: toSeconds(held.detectedAt),
      updatedAt: toSeconds(held.updatedAt),
      nth: index,
      read: () => scanner.get(place, index) ?? held,
    })
  }
  return new Map(
    [...rows].map(([family, group]) => [
      family,
      group
        .sort((a, b) => compareTexts(a.createdAt, b.createdAt) || a.nth - b.nth)
        .map((alert, position) => ({ ...alert, number: position + 1 })),
    ]),
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Two versions of a package in one manifest make one alert; everything else is an alert of its own. */
function sameAlert({ finding }: Held): string {
  const ghsa = ghsaOf(finding)
  return ghsa === null ? finding.key : `${finding.manifest} ${finding.package?.name} ${ghsa}`
}
