import { connectorsFolder } from '@patchbay/connectors/folder'
import { z } from 'zod'
import { createBrowse } from '../packages/hub/src/compose/browse.ts'
import { loadConnectors } from '../packages/hub/src/runtime/loader.ts'
import { openDatabase } from '../packages/hub/src/store/database.ts'
import { answer } from './answer.ts'
import { readsOf, sample } from './latency.ts'
import { Place } from './place.ts'

/** The API's side of a hub whose workers are processes of their own, as `patchbay serve --role api`: what people read from. */
const place = Place.parse(JSON.parse(process.argv[2] ?? '{}'))
const database = await openDatabase({ ...place, applicationName: 'patchbay', poolSize: 10 })
const plugins = await loadConnectors([connectorsFolder])
const browse = createBrowse({ database, plugins, now: () => new Date() })

answer({ read: async (rounds) => sample(await readsOf(browse), z.number().parse(rounds)) }, () => database.close())
