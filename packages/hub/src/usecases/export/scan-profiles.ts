import { kinds, type Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ScanProfileValues } from '../../store/scan-profiles/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands, ScanProfileInput } from '../commands.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
}

/** What is exported of which products, and where to. */
export function createScanProfiles({ store, plugins, now }: Deps): Commands['scanProfiles'] {
  return {
    create: (input, actor) =>
      store.transact(async (write) => {
        const values = await checked(write, { ...fresh, ...pick(input), name: input.name }, null)
        const id = await write.scanProfiles.insert(values, actor.id, now())
        await choose(write, plugins, id, input)
        return id
      }),
    update: (profileId, input) =>
      store.transact(async (write) => {
        const { id, ...known } = await find(write, profileId)
        if (known.isDefault && input.isDefault === false) throw defaultStays()
        await write.scanProfiles.update(id, await checked(write, { ...known, ...pick(input) }, id), now())
        await choose(write, plugins, id, input)
        await write.exportScopes.changedFor(id, now())
      }),
    remove: (profileId) =>
      store.transact(async (write) => {
        const { id, isDefault } = await find(write, profileId)
        if (isDefault) throw defaultStays()
        await write.scanProfiles.delete(id)
      }),
  }
}

const fresh: ScanProfileValues = {
  name: '',
  isDefault: false,
  propagate: true,
  kinds: ['dependency', 'container', 'code', 'secret', 'infrastructure'],
  minimumSeverity: null,
}

function pick({ exporterIds: _, productIds: __, productTypeIds: ___, ...input }: ScanProfileInput): Partial<ScanProfileValues> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

async function find(write: Writers, profileId: number) {
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
