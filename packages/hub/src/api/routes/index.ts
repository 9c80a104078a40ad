import type { Route } from '../route.ts'
import { exportAuditEvents } from './audit-events/export.ts'
import { listAuditEvents } from './audit-events/list.ts'
import { verifyAuditEvents } from './audit-events/verify.ts'
import { closeCampaign } from './campaigns/close.ts'
import { createCampaign } from './campaigns/create.ts'
import { getCampaign } from './campaigns/get.ts'
import { listCampaigns } from './campaigns/list.ts'
import { listChangeRequests } from './change-requests/list.ts'
import { openChangeRequest } from './change-requests/open.ts'
import { previewChangeRequest } from './change-requests/preview.ts'
import { refreshChangeRequest } from './change-requests/refresh.ts'
import { applyConfiguration } from './configuration/apply.ts'
import { exportConfiguration } from './configuration/export.ts'
import { getConfiguration } from './configuration/get.ts'
import { planConfiguration } from './configuration/plan.ts'
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
import { testConnectionMessage } from './connections/test-message.ts'
import { updateConnection } from './connections/update.ts'
import { getConnector } from './connectors/get.ts'
import { listConnectors } from './connectors/list.ts'
import { createExporter } from './exporters/create.ts'
import { getExporter } from './exporters/get.ts'
import { listExporters } from './exporters/list.ts'
import { importFeed } from './feeds/import.ts'
import { listFeeds } from './feeds/list.ts'
import { refreshFeed } from './feeds/refresh.ts'
import { explainFinding } from './findings/explain.ts'
import { getFinding } from './findings/get.ts'
import { listFindings } from './findings/list.ts'
import { createImageRule } from './image-rules/create.ts'
import { getImageRule } from './image-rules/get.ts'
import { listImageRules } from './image-rules/list.ts'
import { removeImageRule } from './image-rules/remove.ts'
import { updateImageRule } from './image-rules/update.ts'
import { getImage } from './images/get.ts'
import { listImages } from './images/list.ts'
import { setImageSource } from './images/set-source.ts'
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
import { createNotificationSubscription } from './notification-subscriptions/create.ts'
import { listNotificationSubscriptions } from './notification-subscriptions/list.ts'
import { removeNotificationSubscription } from './notification-subscriptions/remove.ts'
import { updateNotificationSubscription } from './notification-subscriptions/update.ts'
import { getNotification } from './notifications/get.ts'
import { listNotifications } from './notifications/list.ts'
import { listNotificationEvents } from './notifications/list-events.ts'
import { resendNotification } from './notifications/resend.ts'
import { cancelOperation } from './operations/cancel.ts'
import { compareOperation } from './operations/compare.ts'
import { confirmOperation } from './operations/confirm.ts'
import { getOperation } from './operations/get.ts'
import { listOperations } from './operations/list.ts'
import { listOperationChanges } from './operations/list-changes.ts'
import { listOperationFiltered } from './operations/list-filtered.ts'
import { listOperationLog } from './operations/list-log.ts'
import { listOperationNotes } from './operations/list-notes.ts'
import { streamOperations } from './operations/stream.ts'
import { streamOperationLog } from './operations/stream-log.ts'
import { createPolicy } from './policies/create.ts'
import { getPolicy } from './policies/get.ts'
import { listPolicies } from './policies/list.ts'
import { previewPolicy } from './policies/preview.ts'
import { removePolicy } from './policies/remove.ts'
import { updatePolicy } from './policies/update.ts'
import { createProductType } from './product-types/create.ts'
import { getProductType } from './product-types/get.ts'
import { listProductTypes } from './product-types/list.ts'
import { listMembers } from './product-types/members/list.ts'
import { removeMember } from './product-types/members/remove.ts'
import { setMember } from './product-types/members/set.ts'
import { updateProductType } from './product-types/update.ts'
import { createProduct } from './products/create.ts'
import { downloadProductDocument } from './products/document.ts'
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
import { syncRecord } from './records/sync.ts'
import { syncRecords } from './records/sync-many.ts'
import { undoRecord } from './records/undo.ts'
import { undoRecords } from './records/undo-many.ts'
import { unmapRecord } from './records/unmap.ts'
import { unmapRecords } from './records/unmap-many.ts'
import { remediationMoves } from './remediations/act.ts'
import { commentRemediation } from './remediations/comment.ts'
import { createRemediations } from './remediations/create.ts'
import { getRemediation } from './remediations/get.ts'
import { listRemediations } from './remediations/list.ts'
import { getRemediationMetrics } from './remediations/metrics.ts'
import { resumeRemediation } from './remediations/resume.ts'
import { resumeRemediations } from './remediations/resume-many.ts'
import { updateRemediation } from './remediations/update.ts'
import { waitWithRemediation } from './remediations/wait.ts'
import { waitWithRemediations } from './remediations/wait-many.ts'
import { downloadRepositoryDocument } from './repositories/document.ts'
import { exportRepository } from './repositories/export.ts'
import { getRepository } from './repositories/get.ts'
import { listRepositories } from './repositories/list.ts'
import { createScanProfile } from './scan-profiles/create.ts'
import { getScanProfile } from './scan-profiles/get.ts'
import { listScanProfiles } from './scan-profiles/list.ts'
import { previewScanProfile } from './scan-profiles/preview.ts'
import { removeScanProfile } from './scan-profiles/remove.ts'
import { updateScanProfile } from './scan-profiles/update.ts'
import { createServiceAccount } from './service-accounts/create.ts'
import { listServiceAccounts } from './service-accounts/list.ts'
import { removeServiceAccount } from './service-accounts/remove.ts'
import { updateServiceAccount } from './service-accounts/update.ts'
import { listSessions } from './sessions/list.ts'
import { revokeSession } from './sessions/remove.ts'
import { getSettings } from './settings/get.ts'
import { updateSettings } from './settings/update.ts'
import { setUp } from './setup/create.ts'
import { getSetup } from './setup/get.ts'
import { applySlaPolicies } from './sla-policies/apply.ts'
import { createSlaPolicy } from './sla-policies/create.ts'
import { getSlaPolicy } from './sla-policies/get.ts'
import { listSlaPolicies } from './sla-policies/list.ts'
import { previewSlaPolicy } from './sla-policies/preview.ts'
import { removeSlaPolicy } from './sla-policies/remove.ts'
import { updateSlaPolicy } from './sla-policies/update.ts'
import { getSummary } from './summary/get.ts'
import { listTickets } from './tickets/list.ts'
import { openTicket } from './tickets/open.ts'
import { previewTicket } from './tickets/preview.ts'
import { unlinkTicket } from './tickets/unlink.ts'
import { createToken } from './tokens/create.ts'
import { listTokens } from './tokens/list.ts'
import { removeToken } from './tokens/remove.ts'
import { listTrackers } from './trackers/list.ts'
import { confirmUpload } from './uploads/confirm.ts'
import { downloadUpload } from './uploads/download.ts'
import { getUpload } from './uploads/get.ts'
import { listUploads } from './uploads/list.ts'
import { listUpcomingUploads } from './uploads/list-upcoming.ts'
import { changePassword } from './users/change-password.ts'
import { createUser } from './users/create.ts'
import { disableUser } from './users/disable.ts'
import { enableUser } from './users/enable.ts'
import { listUsers } from './users/list.ts'
import { getMe } from './users/me.ts'
import { removeUser } from './users/remove.ts'
import { resetPassword } from './users/reset-password.ts'
import { resetTwoFactor } from './users/reset-two-factor.ts'
import { signOutUser } from './users/sign-out.ts'
import { updateUser } from './users/update.ts'
import { updateMe } from './users/update-me.ts'
import { commentVulnerability } from './vulnerabilities/comment.ts'
import { decideVulnerability } from './vulnerabilities/decide.ts'
import { decideVulnerabilities } from './vulnerabilities/decide-many.ts'
import { exemptVulnerability } from './vulnerabilities/exempt.ts'
import { vulnerabilityFacets } from './vulnerabilities/facets.ts'
import { getVulnerability } from './vulnerabilities/get.ts'
import { importVex } from './vulnerabilities/import-vex.ts'
import { listVulnerabilities } from './vulnerabilities/list.ts'
import { resumeVulnerability } from './vulnerabilities/resume.ts'
import { waitForVendor } from './vulnerabilities/wait.ts'

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
  testConnectionMessage,
  listRecords,
  getRecord,
  mapRecord,
  unmapRecord,
  ignoreRecord,
  restoreRecord,
  undoRecord,
  syncRecord,
  listRecordHistory,
  previewRecords,
  mapRecords,
  unmapRecords,
  ignoreRecords,
  restoreRecords,
  undoRecords,
  syncRecords,
  listMappingRules,
  getMappingRule,
  createMappingRule,
  updateMappingRule,
  removeMappingRule,
  previewMappingRules,
  applyMappingRules,
  listProducts,
  getProduct,
  downloadProductDocument,
  createProduct,
  updateProduct,
  removeProduct,
  listProductTypes,
  getProductType,
  createProductType,
  updateProductType,
  listMembers,
  setMember,
  removeMember,
  listPolicies,
  getPolicy,
  createPolicy,
  updatePolicy,
  removePolicy,
  previewPolicy,
  listSlaPolicies,
  getSlaPolicy,
  createSlaPolicy,
  updateSlaPolicy,
  removeSlaPolicy,
  previewSlaPolicy,
  applySlaPolicies,
  importVex,
  commentVulnerability,
  waitForVendor,
  resumeVulnerability,
  exemptVulnerability,
  listFeeds,
  refreshFeed,
  importFeed,
  listRemediations,
  getRemediationMetrics,
  getRemediation,
  createRemediations,
  updateRemediation,
  commentRemediation,
  ...remediationMoves,
  waitWithRemediation,
  waitWithRemediations,
  resumeRemediation,
  resumeRemediations,
  listCampaigns,
  getCampaign,
  createCampaign,
  closeCampaign,
  previewChangeRequest,
  openChangeRequest,
  listChangeRequests,
  refreshChangeRequest,
  listTickets,
  previewTicket,
  openTicket,
  unlinkTicket,
  listTrackers,
  listRepositories,
  getRepository,
  listImages,
  getImage,
  setImageSource,
  listImageRules,
  getImageRule,
  createImageRule,
  updateImageRule,
  removeImageRule,
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
  listOperationLog,
  streamOperationLog,
  compareOperation,
  listOperationChanges,
  streamOperations,
  cancelOperation,
  confirmOperation,
  listExporters,
  getExporter,
  createExporter,
  listScanProfiles,
  getScanProfile,
  createScanProfile,
  updateScanProfile,
  previewScanProfile,
  removeScanProfile,
  exportRepository,
  downloadRepositoryDocument,
  listUploads,
  listUpcomingUploads,
  getUpload,
  downloadUpload,
  confirmUpload,
  getSummary,
  listNotificationEvents,
  listNotifications,
  getNotification,
  resendNotification,
  listNotificationSubscriptions,
  createNotificationSubscription,
  updateNotificationSubscription,
  removeNotificationSubscription,
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
  resetPassword,
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
  getSettings,
  updateSettings,
  getConfiguration,
  exportConfiguration,
  planConfiguration,
  applyConfiguration,
  getSetup,
  setUp,
]
