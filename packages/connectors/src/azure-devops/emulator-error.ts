import type { Answer } from '@patchbay/sdk/testing'

const usual: Readonly<Record<number, readonly [key: string, message: string]>> = {
  400: ['InvalidArgumentValueException', 'Value cannot be parsed.'],
  401: ['UnauthorizedRequestException', 'TF400813: The user is not authorized to access this resource.'],
  403: ['UnauthorizedRequestException', 'TF400813: The user is not authorized to access this resource.'],
  404: ['VssResourceNotFoundException', 'The resource cannot be found.'],
  405: ['VssResourceMethodNotAllowedException', 'The requested resource does not support this HTTP method.'],
  429: [
    'RequestBlockedException',
    'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource ‘Concurrency’ in namespace ‘User’.',
  ],
}

/** The error body of every service. */
export function problem(status: number, message?: string, typeKey?: string): Answer {
  const [key, text] = usual[status] ?? ['VssServiceException', 'An unexpected error occurred.']
  const name = typeKey ?? key
  return {
    status,
    body: {
      $id: '1',
      innerException: null,
      message: message ?? text,
      typeName: `Microsoft.VisualStudio.Services.Common.${name}, Microsoft.VisualStudio.Services.Common`,
      typeKey: name,
      errorCode: 0,
      eventId: 3000,
    },
  }
}
