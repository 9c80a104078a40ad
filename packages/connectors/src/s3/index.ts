import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config, documents } from './config.ts'
import { send } from './send.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 's3',
    name: 'S3-compatible bucket',
    category: 'destination',
    stage: 'beta',
    summary: 'Keeps a standard document of each repository in a bucket: SARIF, VEX, OCSF or CSV.',
    brings: [
      'The state of every default branch as SARIF 2.1.0, CycloneDX VEX, OpenVEX, CSAF VEX, OCSF or CSV, as many of them as you like',
      'A manifest beside each document: when it was taken, of what, how many findings, size and SHA-256',
      'One object a repository and format: the newest takes the place of the former one',
    ],
    leavesOut: [
      'What a format has no words for, such as code findings in VEX: each upload says what and why',
      'Making buckets, versions, life cycles and encryption: these are the bucket’s own settings',
      'Former states: switch on versioning of the bucket to keep them',
    ],
    steps: [
      'Make a bucket, or choose one, and note its region.',
      'Make a user for Patchbay alone with s3:PutObject and s3:DeleteObject below the prefix, and s3:ListBucket on the bucket.',
      'Make an access key for that user and copy both halves of it.',
    ],
    documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-iam.html',
    mark: { letters: 'S3', color: '#2F6B3A' },
    families: [],
  },
  config,
  transport,
  check,
  exports: {
    limits: { perDay: null, refreshHours: null, findings: null, concurrency: 4 },
    documents,
    send,
  },
})
