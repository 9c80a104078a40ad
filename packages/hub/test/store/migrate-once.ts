import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'

/** Migrates the database named by its argument when it is told to, and says which migrations it ran. */
await using database = await openDatabase({
  dataFolder: '',
  databaseUrl: process.argv[2] ?? '',
  applicationName: 'migrate',
  poolSize: 2,
})
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdout.write(`${JSON.stringify(await migrate(database))}\n`)
process.stdin.destroy()
