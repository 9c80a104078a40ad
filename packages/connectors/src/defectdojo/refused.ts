import type { Fault, UploadStatus } from '@patchbay/sdk'

const remedies: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /too large|413/i,
    'The report is larger than the server takes. Raise DD_SCAN_FILE_MAX_SIZE and the limit of the proxy in front of DefectDojo.',
  ],
  [
    /conflict with the supplied product type/i,
    'The product lies below another product type in DefectDojo. Move it there, or set the product type of this connection.',
  ],
  [
    /required fields are missing|not allowed fields|severity .* is not supported/i,
    'DefectDojo’s parser did not take the report: that is a mistake in Patchbay, or a version of DefectDojo from before 3.0. Download the document and report it.',
  ],
  [/environment named/i, 'The environment "Development" is missing in DefectDojo. Add it under Configuration > Environments.'],
]

/** A report the server turned down, which sending it again does not change. `undefined` for everything else. */
export function refused({ details, message }: Fault): UploadStatus | undefined {
  const { status } = details
  if (status !== 400 && status !== 413 && status !== 500) return undefined
  const known = remedies.find(([words]) => words.test(message))
  const otherwise =
    status === 500
      ? 'DefectDojo failed over this report; a part of it may have been taken. Its log says why. Put that right, and send again.'
      : 'Read what DefectDojo says, put it right, and send again.'
  return { state: 'failure', word: `HTTP ${status}`, info: message, remedy: known?.[1] ?? otherwise, counts: {} }
}
