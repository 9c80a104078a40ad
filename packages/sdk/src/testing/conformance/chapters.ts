import { type Chapter, whenReading } from './check.ts'
import { changing } from './checks/changing.ts'
import { folder } from './checks/folder.ts'
import { notifying } from './checks/notifying.ts'
import { oddAnswers } from './checks/odd-answers.ts'
import { paging } from './checks/paging.ts'
import { reading } from './checks/reading.ts'
import { secrets } from './checks/secrets.ts'
import { sending } from './checks/sending.ts'
import { settings } from './checks/settings.ts'
import { signingIn } from './checks/signing-in.ts'
import { startingOver } from './checks/starting-over.ts'
import { ticketing } from './checks/ticketing.ts'
import { trouble } from './checks/trouble.ts'
import { writing } from './checks/writing.ts'

/** Everything a connector promises, in the order the published table has. */
export const chapters: readonly Chapter[] = [
  folder,
  settings,
  signingIn,
  reading,
  { ...paging, checks: whenReading(paging.checks) },
  { ...trouble, checks: whenReading(trouble.checks) },
  { ...oddAnswers, checks: whenReading(oddAnswers.checks) },
  startingOver,
  writing,
  sending,
  notifying,
  ticketing,
  changing,
  secrets,
]
