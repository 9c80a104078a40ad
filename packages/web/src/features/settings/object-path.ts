const pages: Readonly<Record<string, string>> = {
  con: '/integrations',
  op: '/operations',
  prd: '/products',
  pt: '/products/types',
  repo: '/repositories',
  img: '/images',
  vul: '/vulnerabilities',
  rem: '/remediations',
  cmp: '/remediations/campaigns',
  up: '/uploads',
}

/** The page of what an audit event is about, `con_7`; `null` of what has no page of its own. */
export function objectPath(object: string | null): string | null {
  const [, prefix = ''] = /^([a-z]+)_[0-9a-z]+$/.exec(object ?? '') ?? []
  const page = pages[prefix]
  return page === undefined ? null : `${page}/${object}`
}
