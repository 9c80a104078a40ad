/** What PostgreSQL, the network or TLS said, by the `code` of the error. */
interface Problem {
  readonly says: string
  /** Whether it passes by itself when the server is only just coming up. */
  readonly passes?: true
}

const problems: Readonly<Record<string, Problem>> = {
  ECONNREFUSED: { says: 'no server answers there. Is PostgreSQL running, and are host and port right?', passes: true },
  ECONNRESET: { says: 'the server closed the connection. Is it a PostgreSQL server, and does it want TLS?', passes: true },
  ENOENT: { says: 'there is no such socket. Is PostgreSQL running on this machine?', passes: true },
  ENOTFOUND: { says: 'the host name is not known. Check it.', passes: true },
  EAI_AGAIN: { says: 'the host name cannot be looked up now. Check it and the DNS.', passes: true },
  ETIMEDOUT: { says: 'the server does not answer. Check host, port and firewall.', passes: true },
  EHOSTUNREACH: { says: 'there is no route to the host. Check host and firewall.', passes: true },
  '57P03': { says: 'the server is starting up or shutting down.', passes: true },
  '53300': { says: 'the server has no connection left. Raise its max_connections or lower the pool size.', passes: true },
  '28P01': { says: 'the server refuses the user name or the password.' },
  '28000': { says: 'the server does not let this user in from here. See pg_hba.conf.' },
  '3D000': { says: 'the database does not exist. Create it: createdb <name>.' },
  '42501': { says: 'the user may not connect to this database. Grant it: GRANT CONNECT ON DATABASE.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { says: 'its TLS certificate is self-signed. Name its CA with ?sslrootcert=<file>.' },
  SELF_SIGNED_CERT_IN_CHAIN: { says: 'its TLS certificate is of an unknown CA. Name the CA with ?sslrootcert=<file>.' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { says: 'its TLS certificate is of an unknown CA. Name the CA with ?sslrootcert=<file>.' },
  ERR_TLS_CERT_ALTNAME_INVALID: { says: 'its TLS certificate is for another host name.' },
  CERT_HAS_EXPIRED: { says: 'its TLS certificate has expired.' },
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether trying again shortly may help: the server is coming up, or its name is not in the DNS yet. */
export function passesByItself(error: unknown): boolean {
  return problems[codeOf(error)]?.passes === true
}

/** An error for the operator: which server (never its password), what is wrong, what to do. */
export function explainConnection(databaseUrl: string, error: unknown): Error {
  const raw = error instanceof Error ? error.message : String(error)
  const says = problems[codeOf(error)]?.says ?? `${raw}.`
  return new Error(`Cannot connect to ${describeServer(databaseUrl)} of DATABASE_URL: ${says}`, { cause: error })
}

/** Throws unless the text is a URL of a PostgreSQL server. Does not repeat the text: it holds a password. */
export function checkDatabaseUrl(databaseUrl: string): void {
  const url = URL.parse(databaseUrl)
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol)) return
  throw new Error(
    'DATABASE_URL is not like postgresql://user:password@host:5432/database. Encode special characters in the password.',
  )
}

function describeServer(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  if (url === null) return 'the server'
  const host = url.searchParams.get('host') ?? url.host
  return `postgresql://${url.username ? `${url.username}@` : ''}${host}${url.pathname}`
}
