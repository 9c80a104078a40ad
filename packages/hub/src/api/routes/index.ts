import type { Route } from '../route.ts'
import { listAuditEvents } from './audit-events/list.ts'
import { verifyAuditEvents } from './audit-events/verify.ts'
import { checkConnection } from './connections/check.ts'
import { checkDraft } from './connections/check-draft.ts'
import { createConnection } from './connections/create.ts'
import { discoverConnection } from './connections/discover.ts'
import { getConnection } from './connections/get.ts'
import { listConnections } from './connections/list.ts'
import { pauseConnection } from './connections/pause.ts'
import { removeConnection } from './connections/remove.ts'
import { resumeConnection } from './connections/resume.ts'
import { syncConnection } from './connections/sync.ts'
import { updateConnection } from './connections/update.ts'
import { getConnector } from './connectors/get.ts'
import { listConnectors } from './connectors/list.ts'
import { explainFinding } from './findings/explain.ts'
import { getFinding } from './findings/get.ts'
import { listFindings } from './findings/list.ts'
import { cancelOperation } from './operations/cancel.ts'
import { confirmOperation } from './operations/confirm.ts'
import { getOperation } from './operations/get.ts'
import { listOperations } from './operations/list.ts'
import { listOperationFiltered } from './operations/list-filtered.ts'
import { listOperationNotes } from './operations/list-notes.ts'
import { streamOperations } from './operations/stream.ts'
import { createProductType } from './product-types/create.ts'
import { getProductType } from './product-types/get.ts'
import { listProductTypes } from './product-types/list.ts'
import { createProduct } from './products/create.ts'
import { getProduct } from './products/get.ts'
import { listProducts } from './products/list.ts'
import { removeProduct } from './products/remove.ts'
import { updateProduct } from './products/update.ts'
import { getRecord } from './records/get.ts'
import { ignoreRecord } from './records/ignore.ts'
import { listRecords } from './records/list.ts'
import { mapRecord } from './records/map.ts'
import { restoreRecord } from './records/restore.ts'
import { unmapRecord } from './records/unmap.ts'
import { getRepository } from './repositories/get.ts'
import { listRepositories } from './repositories/list.ts'
import { setUp } from './setup/create.ts'
import { getSetup } from './setup/get.ts'
import { getSummary } from './summary/get.ts'
import { createToken } from './tokens/create.ts'
import { listTokens } from './tokens/list.ts'
import { removeToken } from './tokens/remove.ts'
import { createUser } from './users/create.ts'
import { listUsers } from './users/list.ts'
import { getMe } from './users/me.ts'
import { removeUser } from './users/remove.ts'
import { updateUser } from './users/update.ts'
import { decideVulnerability } from './vulnerabilities/decide.ts'
import { decideVulnerabilities } from './vulnerabilities/decide-many.ts'
import { vulnerabilityFacets } from './vulnerabilities/facets.ts'
import { getVulnerability } from './vulnerabilities/get.ts'
import { listVulnerabilities } from './vulnerabilities/list.ts'

/** Every operation of the API, in the order of the documentation. A test holds this list against the folder. */
export const routes: readonly Route[] = [
  listConnectors,
  getConnector,
  listConnections,
  getConnection,
  createConnection,
  updateConnection,
  removeConnection,
  checkDraft,
  checkConnection,
  discoverConnection,
  syncConnection,
  pauseConnection,
  resumeConnection,
  listRecords,
  getRecord,
  mapRecord,
  unmapRecord,
  ignoreRecord,
  restoreRecord,
  listProducts,
  getProduct,
  createProduct,
  updateProduct,
  removeProduct,
  listProductTypes,
  getProductType,
  createProductType,
  listRepositories,
  getRepository,
  listFindings,
  explainFinding,
  getFinding,
  listVulnerabilities,
  getVulnerability,
  vulnerabilityFacets,
  decideVulnerability,
  decideVulnerabilities,
  listOperations,
  getOperation,
  listOperationNotes,
  listOperationFiltered,
  streamOperations,
  cancelOperation,
  confirmOperation,
  getSummary,
  listUsers,
  createUser,
  updateUser,
  removeUser,
  getMe,
  listTokens,
  createToken,
  removeToken,
  listAuditEvents,
  verifyAuditEvents,
  getSetup,
  setUp,
]
