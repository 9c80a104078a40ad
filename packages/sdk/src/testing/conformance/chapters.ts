import type { Chapter } from './check.ts'
import { folder } from './checks/folder.ts'
import { oddAnswers } from './checks/odd-answers.ts'
import { paging } from './checks/paging.ts'
import { reading } from './checks/reading.ts'
import { secrets } from './checks/secrets.ts'
import { settings } from './checks/settings.ts'
import { signingIn } from './checks/signing-in.ts'
import { startingOver } from './checks/starting-over.ts'
import { trouble } from './checks/trouble.ts'

/** Everything a connector promises, in the order the published table has. */
export const chapters: readonly Chapter[] = [
  folder,
  settings,
  signingIn,
  reading,
  paging,
  trouble,
  oddAnswers,
  startingOver,
  secrets,
]
