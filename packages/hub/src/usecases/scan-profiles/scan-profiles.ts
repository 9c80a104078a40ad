import { kinds, type Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { checkedCadence, nextAfter, sameCadence } from '../../domain/schedule.ts'
import type { ScanProfileRow, ScanProfileValues } from '../../store/scan-profiles/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands } from '../commands.ts'
import { checkedRules, parseProfileRules, parseProfileSchedule } from '../settings.ts'
import { effectOf } from './effect.ts'
import type { ScanProfileInput } from './inputs.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
}

/** What products share: when their records are read, what of it is let in, and where it goes. */
export function createScanProfiles(deps: Deps): Commands['scanProfiles'] {
  const { store, now } = deps
  return {
    create: (input, actor) => store.transact((write) => create(deps, write, input, actor.id)),
    update: (profileId, input) => store.transact((write) => update(deps, write, profileId, input)),
    remove: (profileId) =>
      store.transact(async (write) => {
        const { id, isDefault } = await find(write, profileId)
        if (isDefault) throw defaultStays()
        await write.scanProfiles.delete(id)
      }),
    preview: (input, profileId) =>
      store.rehearse((write) =>
        effectOf(write, async () => {
          if (profileId === null) await create(deps, write, { name: `Preview of ${now().getTime()}`, ...input }, null)
          else await update(deps, write, profileId, input)
        }),
      ),
  }
}

const fresh: ScanProfileValues = {
  name: '',
  isDefault: false,
  propagate: true,
  kinds: ['dependency', 'container', 'code', 'secret', 'infrastructure'],
  minimumSeverity: null,
  rules: {},
  schedule: { sync: null },
  nextSyncAt: null,
}

async function create(
  deps: Deps,
  write: Writers,
  input: ScanProfileInput & { readonly name: string },
  by: string | null,
): Promise<number> {
  const values = await checked(write, { ...changed(fresh, input, deps.now()), name: input.name }, null)
  const id = await write.scanProfiles.insert(values, by, deps.now())
  await choose(write, deps.plugins, id, input)
  return id
}

async function update({ plugins, now }: Deps, write: Writers, profileId: number, input: ScanProfileInput): Promise<void> {
  const { id, ...known } = await find(write, profileId)
  if (known.isDefault && input.isDefault === false) throw defaultStays()
  await write.scanProfiles.update(id, await checked(write, changed(known, input, now()), id), now())
  await choose(write, plugins, id, input)
  await write.exportScopes.changedFor(id, now())
}

/** What is not given stays; a new schedule counts from now on. */
function changed(
  known: ScanProfileValues,
  { exporterIds: _, productIds: __, productTypeIds: ___, rules, schedule, ...input }: ScanProfileInput,
  now: Date,
): ScanProfileValues {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const values = { ...known, ...given, ...(rules !== undefined && { rules: parseProfileRules(checkedRules(rules)) }) }
  if (schedule === undefined || sameCadence(schedule.sync, parseProfileSchedule(known.schedule).sync)) return values
  const sync = checkedCadence(schedule.sync, 'schedule.sync')
  return { ...values, schedule: { sync }, nextSyncAt: nextAfter(sync, now, 0.5) }
}

async function find(write: Writers, profileId: number): Promise<ScanProfileRow> {
  const profile = await write.scanProfiles.hold(profileId)
  if (profile === undefined) throw notFound('scan profile', publicId('scan profile', profileId))
  return profile
}

async function checked(write: Writers, values: ScanProfileValues, except: number | null): Promise<ScanProfileValues> {
  const wanted = kinds.filter((kind) => values.kinds.includes(kind))
  if (wanted.length === 0) {
    throw new Problem('invalid', 'No kind of finding is selected, so nothing would be exported.', {
      code: 'scan-profile-invalid',
      field: 'kinds',
      remedy: 'Select at least one kind, or take the exporters out.',
    })
  }
  if (await write.scanProfiles.nameTaken(values.name, except)) {
    throw new Problem('conflict', `There already is a scan profile "${values.name}".`, {
      code: 'scan-profile-name-taken',
      field: 'name',
      remedy: 'Choose another name.',
    })
  }
  return { ...values, kinds: wanted }
}

async function choose(
  write: Writers,
  plugins: ReadonlyMap<string, Plugin>,
  id: number,
  { exporterIds, productIds, productTypeIds }: ScanProfileInput,
): Promise<void> {
  if (exporterIds !== undefined) {
    // A destination that was connected a moment ago becomes an exporter only when exports are planned next.
    await write.exporters.adopt([...plugins].filter(([, { exportFacts }]) => exportFacts !== undefined).map(([name]) => name))
    refuse('exporter', 'connection', await write.scanProfiles.setExporters(id, exporterIds))
  }
  if (productIds !== undefined) refuse('product', 'product', await write.scanProfiles.setProducts(id, productIds))
  if (productTypeIds !== undefined) {
    refuse('product type', 'product type', await write.scanProfiles.setProductTypes(id, productTypeIds))
  }
}

function refuse(word: string, noun: Parameters<typeof publicId>[0], missing: readonly number[]): void {
  const [first] = missing
  if (first !== undefined) throw notFound(word, publicId(noun, first))
}

function defaultStays(): Problem {
  return new Problem('conflict', 'There is always one default scan profile.', {
    code: 'scan-profile-default',
    remedy: 'Make another one the default first.',
  })
}
