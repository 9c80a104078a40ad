import type { Migration } from 'kysely/migration'
import * as core from './0001-core.ts'
import * as people from './0002-people.ts'
import * as lists from './0003-lists.ts'
import * as filtered from './0004-filtered.ts'
import * as credentialsExpiry from './0005-credentials-expiry.ts'
import * as moreOnPeople from './0006-people.ts'
import * as records from './0007-records.ts'
import * as epss from './0008-epss.ts'
import * as productTypeRoles from './0009-product-type-roles.ts'
import * as operations from './0010-operations.ts'
import * as applicationKeys from './0011-application-keys.ts'
import * as images from './0012-images.ts'
import * as notifications from './0013-notifications.ts'
import * as exporting from './0014-export.ts'
import * as priority from './0016-priority.ts'
import * as policies from './0017-policies.ts'
import * as remediation from './0018-remediation.ts'
import * as campaigns from './0019-campaigns.ts'
import * as tickets from './0020-tickets.ts'
import * as traces from './0022-traces.ts'
import * as changesTold from './0024-changes-told.ts'
import * as wholeProfiles from './0025-whole-profiles.ts'
import * as changeRequests from './0026-change-requests.ts'
import * as waitingRemediations from './0027-waiting-remediations.ts'
import * as someRecords from './0028-some-records.ts'
import * as removals from './0029-removals.ts'
import * as riskByAsset from './0030-risk-by-asset.ts'
import * as oneFileABranch from './0031-one-file-a-branch.ts'
import * as growingExports from './0032-growing-exports.ts'

/** Numbered, forward only. A landed migration is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-core': core,
  '0002-people': people,
  '0003-lists': lists,
  '0004-filtered': filtered,
  '0005-credentials-expiry': credentialsExpiry,
  '0006-people': moreOnPeople,
  '0007-records': records,
  '0008-epss': epss,
  '0009-product-type-roles': productTypeRoles,
  '0010-operations': operations,
  '0011-application-keys': applicationKeys,
  '0012-images': images,
  '0013-notifications': notifications,
  '0014-export': exporting,
  '0016-priority': priority,
  '0017-policies': policies,
  '0018-remediation': remediation,
  '0019-campaigns': campaigns,
  '0020-tickets': tickets,
  '0022-traces': traces,
  '0024-changes-told': changesTold,
  '0025-whole-profiles': wholeProfiles,
  '0026-change-requests': changeRequests,
  '0027-waiting-remediations': waitingRemediations,
  '0028-some-records': someRecords,
  '0029-removals': removals,
  '0030-risk-by-asset': riskByAsset,
  '0031-one-file-a-branch': oneFileABranch,
  '0032-growing-exports': growingExports,
}
