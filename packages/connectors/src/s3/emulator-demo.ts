import type { DemoVendor } from '@patchbay/sdk/testing'
import { createS3Emulator } from './emulator.ts'

export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createS3Emulator()
  const { accessKeyId, secretAccessKey } = emulator.keys.own
  return {
    label: 'Bucket (demo)',
    config: {
      bucket: emulator.buckets[0],
      region: emulator.region,
      endpoint: emulator.url,
      prefix: 'patchbay',
      accessKeyId,
      secretAccessKey,
      formats: 'csv',
    },
    holds: () => {
      const documents = [...emulator.objects()].filter(([key]) => key.endsWith('.csv'))
      // A line of titles, then a finding a line: no cell of the demo has a line break.
      const rows = documents.flatMap(([, text]) => text.split('\r\n').slice(1, -1))
      return { open: rows.length, resolved: 0 }
    },
    close: () => emulator.close(),
  }
}
