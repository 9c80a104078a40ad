/** Kinds of leaves, as far as filters have to tell them apart. `open` is free JSON: any path below it exists. */
export type Leaf = 'text' | 'time' | 'flag' | 'number' | 'open'

/** The fields a message has. Lists are transparent in paths, so a list of messages is written like one message. */
export type Shape = { readonly [field: string]: Leaf | Shape }

function texts<Names extends string>(...names: readonly Names[]): Record<Names, Leaf> {
  return leaves('text', names)
}

function times<Names extends string>(...names: readonly Names[]): Record<Names, Leaf> {
  return leaves('time', names)
}

function flags<Names extends string>(...names: readonly Names[]): Record<Names, Leaf> {
  return leaves('flag', names)
}

function numbers<Names extends string>(...names: readonly Names[]): Record<Names, Leaf> {
  return leaves('number', names)
}

function open<Names extends string>(...names: readonly Names[]): Record<Names, Leaf> {
  return leaves('open', names)
}

function leaves<Names extends string>(leaf: Leaf, names: readonly Names[]): Record<Names, Leaf> {
  return Object.assign({}, ...names.map((name) => ({ [name]: leaf })))
}

const meta: Shape = {
  ...texts('name', 'kind', 'version', 'description', 'parent_uuid', 'parent_kind', 'tags', 'created_by', 'updated_by'),
  ...times('create_time', 'update_time', 'upsert_time'),
  ...open('annotations', 'references'),
  index_data: { ...texts('tenant', 'data'), ...times('will_be_deleted_at'), ...numbers('search_score') },
}

const context: Shape = { ...texts('type', 'id', 'tags'), ...times('will_be_deleted_at') }

const base: Shape = { uuid: 'text', tenant_meta: texts('namespace'), meta }

const version: Shape = { ...texts('ref', 'sha'), ...open('metadata') }

const snooze: Shape = {
  ...texts('reason', 'comments', 'updated_by', 'file_name', 'entry_id'),
  ...times('expiration_time', 'update_time'),
  ...flags('expire_if_fix_available'),
}

const vulnerability: Shape = {
  ...base,
  spec: {
    ...texts('aliases', 'summary', 'related', 'additional_notes', 'additional_endor_notes'),
    ...times('published', 'modified', 'withdrawn'),
    ...flags('disputed', 'malicious', 'deepdive'),
    ...open('database_specific', 'raw'),
    references: texts('type', 'url'),
    cvss_v3_severity: {
      ...texts('level', 'vector', 'temporal_level', 'temporal_vector'),
      ...numbers('score', 'temporal_score'),
    },
    cvss_v4_severity: {
      ...texts('base_level', 'threat_level', 'environmental_level', 'vector'),
      ...numbers('base_score', 'threat_score', 'environmental_score'),
    },
    epss_score: numbers('probability_score', 'percentile_score'),
    affected: {
      package: texts('ecosystem', 'name', 'purl', 'cpe', 'cpes'),
      ranges: texts('type', 'introduced', 'fixed', 'last_affected', 'repo'),
      ...texts('versions', 'fix_commits', 'source', 'maintainer_cvss_level', 'affected_callpath_uris', 'affected_filepaths'),
      ...flags('has_been_fixed'),
      ...open('ecosystem_specific', 'database_specific'),
    },
    credits: texts('name', 'contact'),
  },
}

const metadata: Shape = {
  vulnerability,
  cvss_version: 'text',
  malware: { ...base, spec: 'open' },
  ...open('custom', 'ai_sast_data', 'security_review_data'),
  source_policy_info: {
    ...texts('uuid', 'name', 'finding_name', 'description', 'tags'),
    ...numbers('total_num_results'),
    results: open('fields'),
  },
  container_data: { ...open('base_image'), ...flags('has_base_layer'), ...texts('layer_digests') },
  ...open('dependency_package_version_metadata', 'root_package_version_metadata', 'typosquatted_dependency_version_metadata'),
  ...open('dependency_score_card', 'root_package_score_card', 'dependency_score_factor_list'),
  ...open('root_package_score_factor_list', 'root_package_resolved_dependencies', 'ci_blocking_policy_info'),
}

const finding: Shape = {
  ...base,
  context,
  spec: {
    ...texts('project_uuid', 'level', 'finding_categories', 'finding_tags', 'ecosystem', 'method', 'summary', 'explanation'),
    ...texts('remediation', 'remediation_action', 'proposed_version', 'latest_version', 'relationship', 'target_uuid'),
    ...texts('target_dependency_name', 'target_dependency_version', 'target_dependency_package_name'),
    ...texts('target_dependency_native_scope', 'extra_key', 'dependency_file_paths', 'call_graph_analysis_type'),
    ...flags('approximation', 'dismiss'),
    ...times('last_processed'),
    ...open('location_urls', 'reachable_paths'),
    source_code_version: version,
    code_owners: { ...texts('owners'), ...open('labels') },
    actions: texts('policy_uuids'),
    exceptions: texts('policy_uuids', 'tags'),
    snooze,
    ignore: snooze,
    fixing_patch: flags('endor_patch_available'),
    fixing_upgrades: {
      upgrade_list: texts('package_name', 'direct_dependency_name', 'from_version', 'to_version', 'upgrade_risk'),
    },
    finding_metadata: metadata,
  },
}

const findingLog: Shape = {
  ...base,
  context,
  spec: {
    ...texts('finding_uuid', 'finding_parent_kind', 'finding_parent_uuid', 'finding_parent_name', 'operation', 'level'),
    ...texts('method', 'finding_categories', 'finding_tags', 'ecosystem', 'target_dependency_package_name', 'target_uuid'),
    ...texts('location'),
    ...times('introduced_at', 'resolved_at'),
    ...numbers('days_unresolved'),
    ...flags('approximation'),
    snooze,
  },
}

const project: Shape = {
  ...base,
  spec: {
    ...texts('platform_source', 'internal_reference_key', 'ingestion_token', 'scan_profile_uuid', 'toolchain_profile_uuid'),
    ...flags('is_archived'),
    git: {
      ...texts('http_clone_url', 'git_clone_url', 'web_url', 'full_name', 'organization', 'path', 'external_installation_id'),
      ...flags('invalid_installation'),
    },
    model: texts('full_name', 'http_clone_url', 'provider', 'external_installation_id'),
    sbom: texts('kind', 'main_component_purl'),
    unsupported: texts('name'),
  },
  processing_status: {
    ...texts('scan_state'),
    ...times('scan_time', 'analytic_time', 'queue_time'),
    ...flags('disable_automated_scan', 'deactivated'),
    metadata: times('full_history_scan_time'),
  },
}

const repository: Shape = {
  ...base,
  spec: texts('default_branch', 'http_clone_url', 'platform_source', 'external_id', 'tags'),
  ingested_object: open('raw'),
}

const repositoryVersion: Shape = {
  ...base,
  context,
  spec: { version, ...times('last_commit_date'), ...flags('allow_ref_as_pr_scan_base') },
  scan_object: { ...texts('status', 'aisast_status'), ...times('scan_time'), ...open('endor_ignore_file_hash_map') },
}

const packageVersion: Shape = {
  ...base,
  context,
  spec: {
    ...texts('project_uuid', 'ecosystem', 'package_name', 'relative_path', 'language'),
    ...times('release_timestamp'),
    ...flags('call_graph_available'),
    code_owners: { ...texts('owners'), ...open('labels') },
    source_code_reference: open('version', 'http_clone_url', 'platform_source'),
    resolved_dependencies: { ...times('resolution_timestamp'), ...open('dependencies', 'dependency_graph') },
    ...open('resolution_errors', 'container_metadata'),
  },
}

const scanResult: Shape = {
  ...base,
  context,
  spec: {
    ...texts('status', 'type', 'refs', 'components_executed', 'findings', 'blocking_findings', 'warning_findings'),
    ...texts('exit_code', 'logs', 'policies_triggered', 'languages_detected'),
    ...times('start_time', 'end_time'),
    ...flags('has_panic'),
    versions: version,
    ...open('deleted_findings', 'environment', 'stats', 'runtimes', 'ecosystem_pkg_counts', 'ecosystem_dep_counts'),
    ...open('provisioning_result'),
  },
}

const namespace: Shape = { ...base, spec: { ...texts('full_name'), ...flags('managed') } }

const apiKey: Shape = {
  ...base,
  ...flags('propagate'),
  spec: {
    ...texts('key', 'issuing_user'),
    ...times('expiration_time'),
    permissions: { ...texts('roles', 'except_resources'), ...open('rules') },
  },
}

/** Resources by path segment, with the message name that error texts use. */
export const resources = {
  findings: { message: 'Finding', shape: finding },
  'finding-logs': { message: 'FindingLog', shape: findingLog },
  projects: { message: 'Project', shape: project },
  repositories: { message: 'Repository', shape: repository },
  'repository-versions': { message: 'RepositoryVersion', shape: repositoryVersion },
  'package-versions': { message: 'PackageVersion', shape: packageVersion },
  'scan-results': { message: 'ScanResult', shape: scanResult },
  namespaces: { message: 'Namespace', shape: namespace },
  'api-keys': { message: 'APIKey', shape: apiKey },
} as const satisfies Readonly<Record<string, { readonly message: string; readonly shape: Shape }>>

export type ResourceName = keyof typeof resources

/** What a dotted path leads to: a leaf, a whole message, or nothing the resource has. */
export function resolvePath(shape: Shape, path: string): Leaf | 'message' | undefined {
  let current: Leaf | Shape = shape
  for (const segment of path.split('.')) {
    if (current === 'open') return 'open'
    if (typeof current === 'string') return undefined
    const next: Leaf | Shape | undefined = Object.hasOwn(current, segment) ? current[segment] : undefined
    if (next === undefined) return undefined
    current = next
  }
  return typeof current === 'string' ? current : 'message'
}
