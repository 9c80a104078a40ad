import { createClient, type PatchbayClient, type Resource } from '@patchbay/client'
import { withoutEnd } from '@patchbay/sdk/shape'
import { CliError, type ExitCode, exitCodes } from './exit-code.ts'

export interface HubAddress {
  readonly url: string
  readonly token: string | undefined
}

const usualUrl = 'http://localhost:7282'

/** Where the hub is and how to prove who we are: `--url`, `PATCHBAY_URL`, `PATCHBAY_TOKEN`. */
export function hubAddress(environment: Readonly<Record<string, string | undefined>>, url: string | undefined): HubAddress {
  const given = url ?? environment['PATCHBAY_URL']?.trim()
  const address = given === undefined || given === '' ? usualUrl : withoutEnd(given, '/')
  const parsed = URL.parse(address)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new CliError(exitCodes.usage, `"${address}" is not an address like ${usualUrl}. Set PATCHBAY_URL or --url.`)
  }
  const token = environment['PATCHBAY_TOKEN']?.trim()
  return { url: address, token: token === '' ? undefined : token }
}

/** A client whose network errors say what to do. */
export function connectTo({ url, token }: HubAddress): PatchbayClient {
  return createClient({
    baseUrl: url,
    ...(token !== undefined && { token }),
    fetch: async (request) => {
      try {
        return await fetch(request)
      } catch (error) {
        throw unreachable(url, error)
      }
    },
  })
}

function unreachable(url: string, error: unknown): CliError {
  const cause = error instanceof Error ? error.cause : undefined
  const why = cause instanceof Error && cause.message !== '' ? cause.message : String(error)
  return new CliError(
    exitCodes.unreachable,
    `No hub answers at ${url} (${why}). Start one with "patchbay serve", or set PATCHBAY_URL.`,
  )
}

interface Answer<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/** The data of an answer; a problem ends the command with its message. */
export async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer
  if (response.ok && data !== undefined) return data
  throw refusal(error, response)
}

/** For answers without a body. */
export async function mustSucceed(answer: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await answer
  if (!response.ok) throw refusal(error, response)
}

function refusal(error: unknown, response: Response): CliError {
  const code = codeOf(response.status)
  if (!isProblem(error)) {
    return new CliError(code, `The hub answered ${response.status} ${response.statusText}. Is ${response.url} a Patchbay?`)
  }
  const said = error.fields.length === 0 ? [error.detail] : error.fields.map(({ field, message }) => `${field}: ${message}`)
  const lines = [...said, ...(error.remedy === null ? [] : [error.remedy])]
  return new CliError(code, lines.join('\n'), error)
}

function codeOf(status: number): ExitCode {
  return status === 401 || status === 403 ? exitCodes.notAllowed : exitCodes.problem
}

function isProblem(value: unknown): value is Resource<'Problem'> {
  return typeof value === 'object' && value !== null && 'detail' in value && 'fields' in value && Array.isArray(value.fields)
}
