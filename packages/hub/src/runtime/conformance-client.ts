import { provideClient } from '@patchbay/sdk/testing/client'

// A setup file for Vitest: here for every test, and as `patchbay/conformance-client` for connectors that live elsewhere. It runs
// before each test file, so what a client needs is loaded by the few that ask for one.
provideClient(async ({ clock, log, onRequest, secrets, signal }) => {
  const [{ createHttp }, { createOutbound }, { createRedactor }] = await Promise.all([
    import('./http/client.ts'),
    import('./http/outbound.ts'),
    import('./redact.ts'),
  ])
  const outbound = createOutbound({ allowHosts: '127.0.0.1', clock })
  const redactor = createRedactor(secrets)

  return {
    connect: (transport) => createHttp(transport, { outbound, signal, log, redactor, onRequest }),
    close: () => outbound.close(),
  }
})
