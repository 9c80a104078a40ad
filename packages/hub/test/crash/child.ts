import { openDatabase } from '../../src/store/database.ts'
import { takeBack } from '../../src/usecases/operations/start-due.ts'
import { createWorld, tester, type World } from '../spine/world.ts'
import { Job, type Word } from './job.ts'

/** A process of the hub that works until nothing waits, or until somebody kills it. */
const job = Job.parse(JSON.parse(process.argv[2] ?? '{}'))
const { databaseUrl, dataFolder } = job.place
const database = await openDatabase({
  dataFolder,
  ...(databaseUrl !== undefined && { databaseUrl }),
  applicationName: 'crash',
  poolSize: 4,
})
let ahead = job.minutesAhead
const now = () => new Date(Date.now() + ahead * 60_000)
const world = await createWorld(database, { keys: job.keys, now })
say('ready')

// Whatever runs, its process was killed.
await takeBack({ ...world, now }, now())
if (job.mode === 'connect') await connect(world)
if (job.mode === 'sync') await request(world)
say('asked')

if (job.mode === 'export') await forAWhile(world.exportDue)
else if (job.mode === 'ticket') {
  await openTicket(world)
  await forAWhile(world.keepTickets)
} else if (job.mode === 'change') {
  await proposeChange(world)
} else {
  await decide(world)
  await world.tick()
  await world.settle()
  await decide(world)
}
await world.close()
await database.close()
say('done')

function say(word: Word): void {
  process.stdout.write(`${word}\n`)
}

async function connect({ commands }: World): Promise<void> {
  const known = await database.kysely.selectFrom('connection').select('id').executeTakeFirst()
  if (known) return
  await commands.connections.create({ connector: 'endor-labs', label: 'Endor Labs', config: job.config }, tester)
}

async function request({ commands }: World): Promise<void> {
  const { id } = await database.kysely.selectFrom('connection').select('id').executeTakeFirstOrThrow()
  await commands.operations.request(id, 'sync', tester)
}

/** The change of the first remediation, unless somebody before asked for it. */
async function proposeChange({ commands, keepChangeRequests }: World): Promise<void> {
  const { kysely } = database
  const known = await kysely.selectFrom('change_request').select('id').executeTakeFirst()
  if (known === undefined) {
    const remediation = await kysely.selectFrom('remediation').select('id').executeTakeFirstOrThrow()
    const forge = await kysely.selectFrom('connection').select('id').where('label', '=', 'Forge').executeTakeFirstOrThrow()
    await commands.changeRequests.open(remediation.id, { connectionId: forge.id, overrides: false, by: 'patchbay' }, tester)
  }
  await keepChangeRequests()
}

async function forAWhile(work: () => Promise<void>): Promise<void> {
  for (const end = ahead + 30; ahead < end; ahead += 1) await work()
}

/** A ticket for the first remediation, unless somebody before asked for one. */
async function openTicket({ commands }: World): Promise<void> {
  if (await database.kysely.selectFrom('ticket').select('id').executeTakeFirst()) return
  const remediation = await database.kysely
    .selectFrom('remediation')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const tracker = await database.kysely
    .selectFrom('connection')
    .select('id')
    .where('connector', '=', 'jira')
    .executeTakeFirstOrThrow()
  await commands.tickets.open(remediation.id, tracker.id, tester)
}

/** People decide while it runs: a seventh of what there is. */
async function decide({ commands }: World): Promise<void> {
  const open = await database.kysely.selectFrom('vulnerability').select(['id', 'name']).where('decision', '=', 'none').execute()
  const ids = open.filter((row) => Number(row.name.split('-').at(-1)) % 7 === 0).map((row) => row.id)
  if (ids.length > 0) await commands.vulnerabilities.decide(ids, { decision: 'wont-fix', reason: 'A seventh.' }, tester)
}
