import { describe, expect, it } from 'vitest'
import { adopt } from './adopt.ts'

/** A resource as people have it in a file. */
const exporter = {
  meta: { name: 'wiz-prod' },
  tenant_meta: { namespace: 'acme' },
  propagate: true,
  spec: {
    exporter_type: 'EXPORTER_TYPE_WIZ',
    wiz_config: {
      api_endpoint_url: 'https://api.us17.app.wiz.io/graphql',
      oauth_client_credentials: {
        auth_endpoint_url: 'https://auth.app.wiz.io/oauth/token',
        client_id: 'id',
        client_secret: 'a-real-secret',
      },
    },
    message_type_configs: [{ message_type: 'MESSAGE_TYPE_FINDING', message_export_format: 'MESSAGE_EXPORT_FORMAT_JSON' }],
  },
}

describe('adopt', () => {
  it('reads an exporter of Endor Labs unchanged', () => {
    expect(adopt(exporter)).toEqual({
      label: 'wiz-prod',
      config: {
        apiEndpointUrl: 'https://api.us17.app.wiz.io/graphql',
        authUrl: 'https://auth.app.wiz.io/oauth/token',
        clientId: 'id',
        clientSecret: 'a-real-secret',
      },
      propagate: true,
    })
  })

  it.each(['', '****', '<redacted>', undefined])('leaves out a secret that is masked or missing: %s', (client_secret) => {
    const { wiz_config } = exporter.spec
    const credentials = { ...wiz_config.oauth_client_credentials, client_secret }
    const masked = {
      ...exporter,
      propagate: undefined,
      spec: { ...exporter.spec, wiz_config: { ...wiz_config, oauth_client_credentials: credentials } },
    }

    const adopted = adopt(masked)

    expect(Object.keys(adopted?.config ?? {})).toEqual(['apiEndpointUrl', 'authUrl', 'clientId'])
    expect(adopted?.propagate).toBe(false)
  })

  it.each([null, 'text', {}, { meta: { name: 'x' }, spec: { exporter_type: 'EXPORTER_TYPE_S3' } }])(
    'takes %j for none',
    (foreign) => {
      expect(adopt(foreign)).toBeUndefined()
    },
  )
})
