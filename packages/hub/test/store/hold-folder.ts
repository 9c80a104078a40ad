import { lockFolder } from '../../src/store/embedded/folder-lock.ts'

/** Takes the folder for as long as it runs, and says so. */
lockFolder(process.argv[2] ?? '')
// A lock that only its variable holds would go with the next collection.
globalThis.gc?.()
process.stdout.write('held\n')
setInterval(() => {}, 60_000)
