import type { Route } from '../route.ts'
import { exportAuditEvents } from './audit-events/export.ts'
import { listAuditEvents } from './audit-events/list.ts'
import { verifyAuditEvents } from './audit-events/verify.ts'
import { checkConnection } from './connections/check.ts'
import { checkDraft } from './connections/check-draft.ts'
import { createConnection } from './connections/create.ts'
import { discoverConnection } from './connections/discover.ts'
import { getConnection } from './connections/get.ts'
import { listConnections } from './connections/list.ts'
import { pauseConnection } from './connections/pause.ts'
import { previewConnectionRemoval } from './connections/preview-removal.ts'
import { removeConnection } from './connections/remove.ts'
import { resumeConnection } from './connections/resume.ts'
import { syncConnection } from './connections/sync.ts'
import { updateConnection } from './connections/update.ts'
import { getConnector } from './connectors/get.ts'
import { listConnectors } from './connectors/list.ts'
import { explainFinding } from './findings/explain.ts'
import { getFinding } from './findings/get.ts'
import { listFindings } from './findings/list.ts'
import { acceptInvitation } from './invitations/accept.ts'
import { createInvitation } from './invitations/create.ts'
import { listInvitations } from './invitations/list.ts'
import { openInvitation } from './invitations/open.ts'
import { revokeInvitation } from './invitations/remove.ts'
import { applyMappingRules } from './mapping-rules/apply.ts'
import { createMappingRule } from './mapping-rules/create.ts'
import { getMappingRule } from './mapping-rules/get.ts'
import { listMappingRules } from './mapping-rules/list.ts'
import { previewMappingRules } from './mapping-rules/preview.ts'
import { removeMappingRule } from './mapping-rules/remove.ts'
import { updateMappingRule } from './mapping-rules/update.ts'
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
import { listRecordHistory } from './records/history.ts'
import { ignoreRecord } from './records/ignore.ts'
import { ignoreRecords } from './records/ignore-many.ts'
import { listRecords } from './records/list.ts'
import { mapRecord } from './records/map.ts'
import { mapRecords } from './records/map-many.ts'
import { previewRecords } from './records/preview.ts'
import { restoreRecord } from './records/restore.ts'
import { restoreRecords } from './records/restore-many.ts'
import { undoRecord } from './records/undo.ts'
import { undoRecords } from './records/undo-many.ts'
import { unmapRecord } from './records/unmap.ts'
import { unmapRecords } from './records/unmap-many.ts'
import { getRepository } from './repositories/get.ts'
import { listRepositories } from './repositories/list.ts'
import { createServiceAccount } from './service-accounts/create.ts'
import { listServiceAccounts } from './service-accounts/list.ts'
import { removeServiceAccount } from './service-accounts/remove.ts'
import { updateServiceAccount } from './service-accounts/update.ts'
import { listSessions } from './sessions/list.ts'
import { revokeSession } from './sessions/remove.ts'
import { setUp } from './setup/create.ts'
import { getSetup } from './setup/get.ts'
import { getSummary } from './summary/get.ts'
import { createToken } from './tokens/create.ts'
import { listTokens } from './tokens/list.ts'
import { removeToken } from './tokens/remove.ts'
import { changePassword } from './users/change-password.ts'
import { createUser } from './users/create.ts'
import { disableUser } from './users/disable.ts'
import { enableUser } from './users/enable.ts'
import { listUsers } from './users/list.ts'
import { getMe } from './users/me.ts'
import { removeUser } from './users/remove.ts'
import { resetTwoFactor } from './users/reset-two-factor.ts'
import { signOutUser } from './users/sign-out.ts'
import { updateUser } from './users/update.ts'
import { updateMe } from './users/update-me.ts'
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
  previewConnectionRemoval,
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
  undoRecord,
  listRecordHistory,
  previewRecords,
  mapRecords,
  unmapRecords,
  ignoreRecords,
  restoreRecords,
  undoRecords,
  listMappingRules,
  getMappingRule,
  createMappingRule,
  updateMappingRule,
  removeMappingRule,
  previewMappingRules,
  applyMappingRules,
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
  updateMe,
  changePassword,
  disableUser,
  enableUser,
  resetTwoFactor,
  signOutUser,
  listSessions,
  revokeSession,
  listInvitations,
  createInvitation,
  revokeInvitation,
  openInvitation,
  acceptInvitation,
  listServiceAccounts,
  createServiceAccount,
  updateServiceAccount,
  removeServiceAccount,
  listTokens,
  createToken,
  removeToken,
  listAuditEvents,
  verifyAuditEvents,
  exportAuditEvents,
  getSetup,
  setUp,
]
