// Who may import whom. The reasons are in docs/develop/boundaries.md; scripts/boundaries.test.ts breaks every rule once.

const test = ['\\.test\\.tsx?$', '/sample-[^/]+\\.ts$', '^packages/[^/]+/test/', '^packages/hub/src/.+/testing/']
const hub = (...rooms) => `^packages/hub/src/(${rooms.join('|')})(/|\\.ts$)`
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`
const conformance = '^packages/sdk/src/testing/conformance'
const core = (...names) => `^(node:)?(${names.join('|')})$`

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const packages = [
  {
    name: 'sdk-stands-alone',
    comment: 'A connector author gets the contract and its two dependencies, nothing of the hub.',
    from: { path: '^packages/sdk/src/', pathNot: [...test, '^packages/sdk/src/testing/'] },
    to: { pathNot: ['^packages/sdk/src/', npm('zod', 'packageurl-js')], dependencyTypesNot: ['core'] },
  },
  {
    name: 'sdk-testing-stands-alone',
    comment: 'The emulators run in the demo too, where no test runner is installed.',
    from: { path: '^packages/sdk/src/testing/', pathNot: [...test, conformance] },
    to: { pathNot: ['^packages/sdk/src/', npm('zod', 'packageurl-js')], dependencyTypesNot: ['core'] },
  },
  {
    name: 'conformance-stands-alone',
    comment: 'The conformance kit adds the test runner, and nothing else.',
    from: { path: conformance, pathNot: test },
    to: { pathNot: ['^packages/sdk/src/', npm('zod', 'packageurl-js', 'vitest', 'fast-check')], dependencyTypesNot: ['core'] },
  },
  {
    name: 'conformance-stays-in-tests',
    comment: 'Whatever imports it needs the test runner, which is not installed where Patchbay runs.',
    from: { path: '^packages/', pathNot: [...test, conformance] },
    to: { path: conformance },
  },
  {
    name: 'sdk-runs-without-testing',
    comment: 'The contract does not depend on how it is tested.',
    from: { path: '^packages/sdk/src/', pathNot: [...test, '^packages/sdk/src/testing/'] },
    to: { path: '^packages/sdk/src/testing/' },
  },
  {
    name: 'connector-keeps-to-its-folder',
    comment:
      'A connector can be deleted or moved to a package of its own by moving one folder. GraphQL is for emulators that judge documents, ' +
      'ajv for vendors that publish a JSON Schema, the SDK of S3 for its signatures; it speaks through ctx.http.',
    from: { path: '^packages/connectors/src/([^/]+)/', pathNot: test },
    to: {
      pathNot: ['^packages/connectors/src/$1/', '^packages/sdk/src/', npm('zod', 'graphql', 'ajv', '@aws-sdk/client-s3')],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'connector-has-no-way-out',
    comment: 'ctx.http is the only way out: no file, socket, process, thread or clock of its own.',
    from: { path: '^packages/connectors/src/[^/]+/', pathNot: [...test, '/emulator[^/]*\\.ts$', '/emulator/'] },
    to: { dependencyTypes: ['core'], pathNot: core('crypto', 'url', 'util', 'path/posix') },
  },
  {
    name: 'emulator-reads-no-disk',
    comment: 'An emulator serves what it is seeded with; files are opened by whoever starts it.',
    from: { path: '^packages/connectors/src/[^/]+/emulator', pathNot: test },
    to: { path: core('fs', 'fs/promises', 'child_process', 'worker_threads') },
  },
  {
    name: 'connector-runs-without-testing',
    comment: 'Only the emulator and the tests may use the testing half of the SDK.',
    from: { path: '^packages/connectors/src/[^/]+/', pathNot: [...test, '/emulator[^/]*\\.ts$', '/emulator/'] },
    to: { path: ['^packages/sdk/src/testing/', '/emulator[^/]*\\.ts$', '/emulator/'] },
  },
  {
    name: 'client-stands-alone',
    comment: 'The generated client speaks HTTP; it shares no code with the server.',
    from: { path: '^packages/client/src/', pathNot: test },
    to: { pathNot: ['^packages/client/src/', npm('openapi-fetch')] },
  },
  {
    name: 'web-talks-through-the-client',
    comment: 'The web app knows the API and nothing behind it.',
    from: { path: '^packages/web/src/', pathNot: test },
    to: { path: '^packages/', pathNot: ['^packages/web/', '^packages/client/'] },
  },
  {
    name: 'web-runs-in-a-browser',
    comment: 'Node built-ins do not exist there.',
    from: { path: '^packages/web/src/', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'hub-names-no-connector',
    comment: 'The loader lists the folders; the one thing it imports is where they are.',
    from: { path: '^packages/hub/src/', pathNot: test },
    to: { path: '^packages/connectors/', pathNot: '^packages/connectors/src/folder\\.ts$' },
  },
  {
    name: 'nobody-imports-the-hub',
    comment: 'The hub is the deployable; it exports nothing.',
    from: { path: '^packages/(sdk|connectors|client|web)/' },
    to: { path: '^packages/hub/' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const rooms = [
  {
    name: 'domain-is-pure',
    comment: 'Rules take values and return values: no store, clock, network or framework.',
    from: { path: hub('domain'), pathNot: test },
    to: {
      pathNot: [
        hub('domain'),
        '^packages/sdk/src/',
        npm(
          'packageurl-js',
          'croner',
          'ae-cvss-calculator',
          'semver',
          '@renovatebot/pep440',
          '@renovatebot/ruby-semver',
          'jsonc-parser',
          'saxes',
        ),
        core('crypto'),
      ],
    },
  },
  {
    name: 'documents-are-pure',
    comment: 'A state goes in and text comes out: nothing is read, sent or kept on the way.',
    from: { path: hub('documents'), pathNot: test },
    to: { pathNot: [hub('documents', 'domain'), '^packages/sdk/src/', npm('packageurl-js'), core('crypto', 'zlib')] },
  },
  {
    name: 'usecases-get-what-they-need',
    comment: 'A use case names the store functions it needs by type; compose hands them in.',
    from: { path: hub('usecases', 'people'), pathNot: test },
    to: {
      path: '^packages/hub/src/',
      pathNot: hub('usecases', 'people', 'documents', 'domain'),
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'usecases-know-no-door',
    comment: 'Not even by type: the API, the CLI and the jobs call use cases, never the other way round.',
    from: { path: hub('usecases', 'people'), pathNot: test },
    to: { path: hub('api', 'cli', 'jobs', 'compose', 'main') },
  },
  {
    name: 'usecases-know-no-technology',
    comment: 'A use case reads the same whatever serves, stores or queues.',
    from: { path: hub('usecases'), pathNot: test },
    to: {
      path: npm(
        'fastify',
        '@fastify/[^/]+',
        'kysely',
        'pg',
        'pg-boss',
        '@electric-sql/[^/]+',
        'better-auth',
        'undici',
        'commander',
      ),
    },
  },
  {
    name: 'doors-call-use-cases',
    comment: 'The API, the CLI and the jobs get readers and ports from compose; they never build one.',
    from: { path: hub('api', 'cli', 'jobs'), pathNot: test },
    to: { path: hub('store', 'runtime'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'store-and-runtime-are-the-floor',
    comment: 'They are called; they call nobody above them and not each other.',
    from: { path: `${hub('store')}|${hub('runtime')}`, pathNot: test },
    to: { path: hub('usecases', 'people', 'api', 'cli', 'jobs', 'compose', 'main') },
  },
  {
    name: 'store-and-runtime-are-apart',
    comment: 'What is stored does not depend on how vendors are spoken to.',
    from: { path: hub('store'), pathNot: test },
    to: { path: hub('runtime') },
  },
  {
    name: 'runtime-and-store-are-apart',
    comment: 'How vendors are spoken to does not depend on what is stored.',
    from: { path: hub('runtime'), pathNot: test },
    to: { path: hub('store') },
  },
  {
    name: 'config-and-telemetry-are-leaves',
    comment: 'Everybody may use them, so they may use nobody.',
    from: { path: hub('config', 'telemetry'), pathNot: test },
    to: { path: '^packages/hub/src/', pathNot: hub('config', 'telemetry', 'domain'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'only-main-composes',
    comment: 'One place wires the rooms together; the demo starts a whole hub as a user would.',
    from: { path: '^packages/hub/src/', pathNot: [...test, hub('compose', 'main', 'demo')] },
    to: { path: hub('compose', 'main') },
  },
  {
    name: 'sql-stays-in-the-store',
    comment: 'SQL outside the store is SQL nobody reviews or migrates.',
    from: { path: '^packages/hub/src/', pathNot: [...test, hub('store', 'compose', 'main')] },
    to: { path: npm('kysely', 'pg', '@electric-sql/[^/]+'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'queue-stays-in-jobs',
    comment: 'Nobody else knows what the queue is made of.',
    from: { path: '^packages/hub/src/', pathNot: [...test, hub('jobs', 'compose', 'main')] },
    to: { path: npm('pg-boss') },
  },
  {
    name: 'fastify-stays-in-api',
    comment: 'Requests and replies end at the door.',
    from: { path: '^packages/hub/src/', pathNot: [...test, hub('api', 'compose', 'main')] },
    to: { path: npm('fastify', '@fastify/[^/]+') },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const hygiene = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or three.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved',
    comment: 'An import that leads nowhere.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-undeclared-dependency',
    comment: 'What a package imports is in its package.json, or in the root one for tests and tools.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dev-dependency-at-run-time',
    comment: 'Not installed where Patchbay runs. Workspaces are compiled into the package, so they may be.',
    from: {
      path: '^packages/(sdk|connectors|client|hub|web)/src/',
      pathNot: [...test, conformance],
    },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['npm', 'npm-optional', 'npm-peer', 'type-only'],
      pathNot: '^packages/',
    },
  },
  {
    name: 'no-test-at-run-time',
    comment: 'Tests are not shipped.',
    from: { path: '^packages/', pathNot: test },
    to: { path: test },
  },
  {
    name: 'no-tools-at-run-time',
    comment: 'scripts/ and bench/ are for people who work on Patchbay.',
    from: { path: '^packages/', pathNot: test },
    to: { path: '^(scripts|bench)/' },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...packages, ...rooms, ...hygiene].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^packages/[^/]+/dist/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    detectProcessBuiltinModuleCalls: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
